import { factories } from './factories.js';
import { growTables } from './grow-tables.js';
import type { PlanNode } from './plans-of.js';
import { withSuperuser } from './superuser.js';
import { TEMPLATE } from './template-database.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

// 1 million people with 100 signals each, in 300 skills and on 20,000 projects.
const [PEOPLE, SKILLS, PROJECTS] = [1_000_000, 300, 20_000];
const SIZES = {
  user_skill_signals: {
    rows: 100 * PEOPLE,
    rowsPerPage: 80,
    values: { user_id: PEOPLE, skill_id: SKILLS, project_id: PROJECTS, created_at: -0.3, recorded_at: -0.3, source_id: -0.5, id: -1 },
  },
  employee_skills: { rows: 10 * PEOPLE, rowsPerPage: 120, values: { profile_id: PEOPLE, skill_id: SKILLS, last_validated_at: -0.5 } },
  assignments: { rows: 4 * PEOPLE, rowsPerPage: 60, values: { profile_id: PEOPLE, project_id: PROJECTS } },
  profiles: { rows: PEOPLE, rowsPerPage: 50, values: { id: -1 } },
  projects: { rows: PROJECTS, rowsPerPage: 40, values: { id: -1 } },
};

export interface LargeOrganization {
  db: TestDatabase;
  people: number[];
  skills: number[];
  /** All three people work on it. It declares both skills, of which they have only levels. They have only signals of a third skill. */
  project: number;
}

const SIGNALS = `
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT id, $2, 'project', $3, 'joined', 1, date_trunc('milliseconds', now()), $3 FROM unnest($1::bigint[]) id`;

/** A database with three people, whose plans are those of an organization with 100 million signals. */
export async function createLargeOrganization(): Promise<LargeOrganization> {
  // Plain tables, because the statistics of a partitioned table belong to its partitions.
  const db = await createTestDatabase(TEMPLATE);
  const make = factories(db.database);
  const people = [await make.profile(), await make.profile(), await make.profile()];
  const skills = [await make.skill(), await make.skill()];
  const project = await make.project({ techLeadId: people[0] ?? 0, skillIds: skills });
  for (const profileId of people) {
    await make.assignment({ profileId, projectId: project });
    for (const skillId of skills)
      await db.database.query(
        `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2026-01-01')`,
        [profileId, skillId],
      );
  }
  const exercised = await make.skill();
  await withSuperuser(db.superuserUrl, async (superuser) => {
    await superuser.query(SIGNALS, [people, exercised, project]);
    await growTables(superuser, SIZES);
  });
  return { db, people, skills, project };
}

/** Whether a node reads the ledger or one of its indexes. */
export const isOfLedger = (node: PlanNode): boolean =>
  node['Relation Name'] === 'user_skill_signals' || (node['Index Name']?.startsWith('user_skill_signals') ?? false);
