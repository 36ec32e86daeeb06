import { asBulkLoader } from './bulk-load.js';
import { first } from './seed-teams.js';
import type { Workbench } from './workbench.js';

export const MATRIX = { people: 2_000, skills: 300 };
export const MEMBERS = 1_000;

const SKILLS = `
  INSERT INTO skills (skill_name, category) SELECT 'Matrix skill ' || n, 'Matrix category ' || n % 10 FROM generate_series(1, $1::int) n`;
const PEOPLE = `
  INSERT INTO profiles (email, name, title)
  SELECT 'matrix-' || n || '@example.org', 'Person ' || n, (ARRAY['Engineer', 'Designer', 'Data engineer', NULL])[1 + n % 4] FROM generate_series(1, $1::int) n`;
const PROJECTS = `
  INSERT INTO projects (name, tech_lead_id)
  SELECT name, lead.id FROM unnest(ARRAY['Longshore', 'Thousand Hands']) name, (SELECT id FROM profiles WHERE email = $1) lead RETURNING id`;
const DECLARED = `INSERT INTO project_skills (project_id, skill_id) SELECT $1, id FROM skills WHERE skill_name LIKE 'Matrix skill %' ORDER BY id LIMIT $2::int`;
const MEMBERS_OF = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at)
  SELECT id, $1, 'Engineer', ARRAY['Matrix skill ' || 1 + id % 300, 'Matrix skill ' || 1 + id * 7 % 300], now() - interval '2 years'
    FROM profiles WHERE email LIKE 'matrix-%' ORDER BY id LIMIT $2::int`;
// Half of the cells have a signal, and a fifth a level, so that most cells show something.
const SIGNALS = `
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT a.profile_id, d.skill_id, 'project', a.project_id, 'joined', 1, date_trunc('milliseconds', now()) - (a.profile_id * 31 + d.skill_id * 17) % 340 * interval '1 day', a.project_id
    FROM assignments a JOIN project_skills d USING (project_id) WHERE a.project_id = $1 AND (a.profile_id + d.skill_id) % 2 = 0`;
const LEVELS = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT a.profile_id, d.skill_id, (enum_range(NULL::proficiency_level))[1 + (a.profile_id + d.skill_id) % 4],
         now() - (a.profile_id * 13 + d.skill_id * 7) % 600 * interval '1 day', p.tech_lead_id
    FROM assignments a JOIN projects p ON p.id = a.project_id JOIN project_skills d USING (project_id)
   WHERE a.project_id = $1 AND (a.profile_id * 7 + d.skill_id * 3) % 5 = 0`;

/**
 * Creates two projects of the demo's Tech Lead: one with a matrix of 2,000 people and 300 skills, and one with 1,000 members and twelve
 * skills.
 */
export async function seedMatrix({ superuserUrl }: Workbench, lead: string): Promise<{ matrixProjectId: number; largeProjectId: number }> {
  return asBulkLoader(superuserUrl, async (client) => {
    await client.query(SKILLS, [MATRIX.skills]);
    await client.query(PEOPLE, [MATRIX.people]);
    const projects = (await client.query<{ id: string }>(PROJECTS, [lead])).rows.map(({ id }) => Number(id));
    const [matrixProjectId, largeProjectId] = [first(projects), first(projects.slice(1))];
    for (const [project, skills, people] of [
      [matrixProjectId, MATRIX.skills, MATRIX.people],
      [largeProjectId, 12, MEMBERS],
    ]) {
      await client.query(DECLARED, [project, skills]);
      await client.query(MEMBERS_OF, [project, people]);
      await client.query(SIGNALS, [project]);
    }
    await client.query(LEVELS, [matrixProjectId]);
    for (const table of ['profiles', 'skills', 'projects', 'project_skills', 'assignments', 'employee_skills', 'user_skill_signals'])
      await client.query(`VACUUM ANALYZE ${table}`);
    return { matrixProjectId, largeProjectId };
  });
}
