import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhoKnowsQuery } from '@skilltrace/contract';
import { factories } from '../../test/factories.js';
import { growTables } from '../../test/grow-tables.js';
import { plansOf, type PlanNode } from '../../test/plans-of.js';
import { withSuperuser } from '../../test/superuser.js';
import { TEMPLATE } from '../../test/template-database.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import { readWhoKnows } from './read-who-knows.js';
import { PEOPLE } from './who-knows/people-statement.js';

// An organization of 1 million people with 100 signals each, in 300 skills and on 20,000 projects.
const [PEOPLE_COUNT, SKILLS, PROJECTS] = [1_000_000, 300, 20_000];
const SIZES = {
  user_skill_signals: {
    rows: 100 * PEOPLE_COUNT,
    rowsPerPage: 80,
    values: { user_id: PEOPLE_COUNT, skill_id: SKILLS, project_id: PROJECTS, created_at: -0.3, recorded_at: -0.3, source_id: -0.5, id: -1 },
  },
  employee_skills: {
    rows: 10 * PEOPLE_COUNT,
    rowsPerPage: 120,
    values: { profile_id: PEOPLE_COUNT, skill_id: SKILLS, last_validated_at: -0.5 },
  },
  assignments: { rows: 4 * PEOPLE_COUNT, rowsPerPage: 60, values: { profile_id: PEOPLE_COUNT, project_id: PROJECTS } },
  profiles: { rows: PEOPLE_COUNT, rowsPerPage: 50, values: { id: -1 } },
  projects: { rows: PROJECTS, rowsPerPage: 40, values: { id: -1 } },
};
const admin: Caller = { profileId: 1, isAdmin: true, via: 'token' };

let db: TestDatabase;
let skills: number[];
let project: number;
beforeAll(async () => {
  // Plain tables, because the statistics of a partitioned table belong to its partitions.
  db = await createTestDatabase(TEMPLATE);
  const make = factories(db.database);
  const people = [await make.profile(), await make.profile(), await make.profile()];
  skills = [await make.skill(), await make.skill()];
  project = await make.project({ techLeadId: people[0] ?? 0, skillIds: skills });
  for (const profileId of people) {
    await make.assignment({ profileId, projectId: project });
    for (const skillId of skills)
      await db.database.query(
        `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2026-01-01')`,
        [profileId, skillId],
      );
  }
  await withSuperuser(db.superuserUrl, (superuser) => growTables(superuser, SIZES));
});
afterAll(() => db.drop());

const isOfLedger = (node: PlanNode) =>
  node['Relation Name'] === 'user_skill_signals' || (node['Index Name']?.startsWith('user_skill_signals') ?? false);

/** Every read of the ledger is a range of an index, by person or by skill. */
function expectOnlyRanges(nodes: readonly PlanNode[], ...indexes: string[]) {
  const reads = nodes.filter(isOfLedger);
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads)
    expect(read).toMatchObject({ 'Node Type': 'Index Only Scan', 'Index Cond': expect.stringMatching(/^\(+(user_id|skill_id) = /) });
  expect([...new Set(reads.map((read) => read['Index Name']))].toSorted()).toEqual(
    indexes.map((index) => `user_skill_signals_${index}_idx`),
  );
}

describe('a page of who knows, with 100 million signals', () => {
  it.each<[string, () => Omit<WhoKnowsQuery, 'skillId'>]>([
    ['all of the skills', () => ({})],
    ['any of the skills', () => ({ match: 'any' })],
    ['a level', () => ({ minimumLevel: 'ADVANCED' })],
    ['recent signals', () => ({ evidenceSince: '2026-01-01T00:00:00.000Z' })],
    ['available people', () => ({ isAvailable: true })],
    ['a time in the past', () => ({ asOf: '2026-01-01T00:00:00.000Z' })],
  ])('with %s, reads the newest signals of each skill, and then only the signals of the people found', async (_, query) => {
    const nodes = await plansOf(db.readDatabase, (ledger) => readWhoKnows(ledger, ledger, admin, { skillId: skills, ...query() }));
    expectOnlyRanges(nodes, 'person', 'skill');
    const newest = nodes.filter((node) => node['Node Type'] === 'Limit' && node.Plans?.[0] && isOfLedger(node.Plans[0]));
    expect(newest.length).toBe(1);
    for (const limit of newest) expect(limit['Total Cost'] * 30).toBeLessThan(limit.Plans?.[0]?.['Total Cost'] ?? 0);
    // No other table is read as a whole, except the small ones.
    for (const node of nodes) if (node['Node Type'] === 'Seq Scan') expect(['skills', 'projects']).toContain(node['Relation Name']);
  });

  it('with a project, reads only the signals of its members', async () => {
    const nodes = await plansOf(db.readDatabase, (ledger) => readWhoKnows(ledger, ledger, admin, { skillId: skills, projectId: project }));
    expectOnlyRanges(nodes, 'person');
  });

  const among = (people: readonly number[] | null, since: string | null) =>
    plansOf(db.readDatabase, (ledger) =>
      ledger.query(PEOPLE.everybody.now, [skills, null, people, admin.profileId, 2, 'ADVANCED', since, null, null, null, 51]),
    );

  it('reads the signals of three thousand candidates one by one, and not all signals of the skills', async () => {
    expectOnlyRanges(
      await among(
        Array.from({ length: 3_000 }, (_, index) => index * 297 + 1),
        null,
      ),
      'person',
    );
  });

  it('reads all signals of the skills only if the people of the newest ones do not fill the page, and from the given time on', async () => {
    expectOnlyRanges(await among(null, null), 'skill');
    const nodes = await among(null, '2026-06-01T00:00:00.000Z');
    expectOnlyRanges(nodes, 'skill');
    for (const read of nodes.filter(isOfLedger)) expect(read['Index Cond']).toContain('created_at >= ');
  });
});
