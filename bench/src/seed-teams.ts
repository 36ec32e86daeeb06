import type { Connection } from '@skilltrace/server/platform/database/connection.js';

export interface Team {
  projectId: number;
  userId: number;
}

const SEED = `
  WITH people AS (
    INSERT INTO profiles (email, name) SELECT 'bench-' || $4 || '-' || n || '@example.org', 'Bench ' || n
      FROM generate_series(1, $1::int * $2::int) n RETURNING id
  ), numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM people),
  made AS (
    INSERT INTO projects (name, tech_lead_id) SELECT 'Bench ' || n, (SELECT min(id) FROM people) FROM generate_series(1, $1::int) n RETURNING id
  ), placed AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM made),
  taxonomy AS (
    INSERT INTO skills (skill_name, category) SELECT 'bench-' || $4 || '-' || n, 'Bench' FROM generate_series(1, $3::int) n RETURNING id
  ), scope AS (INSERT INTO project_skills (project_id, skill_id) SELECT made.id, taxonomy.id FROM made, taxonomy)
  INSERT INTO assignments (profile_id, project_id, role, started_at)
  SELECT numbered.id, placed.id, 'Engineer', '2015-01-01' FROM numbered JOIN placed ON placed.n = numbered.n / $2::int
  RETURNING project_id AS "projectId", profile_id AS "userId"`;

let seeded = 0;

/** Creates projects with declared skills and members for the load. */
export async function seedTeams(
  connection: Connection,
  size: { projects: number; peoplePerProject: number; skills: number },
): Promise<Team[]> {
  seeded += 1;
  return connection.query<Team & Record<string, unknown>>(SEED, [
    size.projects,
    size.peoplePerProject,
    size.skills,
    `${process.pid}-${seeded}`,
  ]);
}

/** Returns the first item. @throws Error if the list is empty */
export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('The list of things to measure is empty');
  return item;
}
