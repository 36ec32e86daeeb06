import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../apps/server/test/test-database.js';
import { distributionBefore } from './before-the-index.js';
import { ledgerScansOf } from './ledger-scans.js';
import { organizationReads } from './organization-reads.js';
import { seedOrganizationLedger, type SeededOrganizationLedger } from './seed-organization-ledger.js';

const SIGNALS = 60_000;
let testDatabase: TestDatabase;
let seeded: SeededOrganizationLedger;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  seeded = await seedOrganizationLedger(testDatabase.superuserUrl, SIGNALS, () => {});
});
afterAll(() => testDatabase.drop());

describe('The ledger of the organization benchmark', () => {
  it('has a signal for every skill that the project of an update declared at that time, and the original keys and indexes', async () => {
    expect(seeded.signals).toBe(SIGNALS);
    const unlike = await testDatabase.database.query(`
      SELECT FROM progress_updates u LEFT JOIN signal_ledger l ON l.user_id = u.user_id AND l.source_type = 'update' AND l.source_id = u.id
        LEFT JOIN project_skills ps ON ps.project_id = u.project_id AND ps.skill_id = l.skill_id
       GROUP BY u.id HAVING count(ps.skill_id) <> 6`);
    expect(unlike).toEqual([]);
    const untouched = await createTestDatabase();
    try {
      expect(await indexesOf(testDatabase)).toEqual(await indexesOf(untouched));
    } finally {
      await untouched.drop();
    }
  });

  it('gives every read of the organization something to find', async () => {
    for (const { name, now } of organizationReads(seeded))
      for (const list of listsOf(await now(testDatabase.readDatabase))) expect(list.length, name).toBeGreaterThan(0);
  });

  // The other way round holds only for a large ledger, because PostgreSQL prefers to scan a small table.
  it('finds a scan of the whole ledger in the plan of an earlier total', async () => {
    const scans = await ledgerScansOf(testDatabase.readDatabase, (ledger) =>
      ledger.query(distributionBefore.organization, [null, null, null, null]),
    );
    expect(scans).not.toEqual([]);
  });

  it('gets the same rows in the same order from each read and from its earlier statements', async () => {
    for (const { name, now, before } of organizationReads(seeded)) {
      if (!before) continue;
      const found = listsOf(await now(testDatabase.readDatabase));
      const earlier: unknown[][] = [];
      for (const { text, values } of before) {
        const rows = await testDatabase.readDatabase.query<{ series?: unknown[] }>(text, values);
        earlier.push(rows[0]?.series ?? rows);
      }
      expect(found.map(idsOf), name).toEqual(earlier.map((rows) => idsOf(rows).slice(0, found[0]?.length)));
    }
  });
});

/** The lists in a response: one of items or series, or several of mismatches. */
function listsOf(response: unknown): unknown[][] {
  return Object.values(response as Record<string, unknown>).filter(
    (value) => Array.isArray(value) && typeof value[0] !== 'string',
  ) as unknown[][];
}

function idsOf(rows: readonly unknown[]) {
  return (rows as { skillId?: number; profileId?: number; projectId?: number }[]).map(({ skillId, profileId, projectId }) => [
    skillId,
    profileId,
    projectId,
  ]);
}

function indexesOf({ database }: TestDatabase) {
  return database.query(`
    SELECT i.indexdef, c.contype FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conindid = format('public.%I', i.indexname)::regclass AND c.contype IN ('p', 'u')
     WHERE i.schemaname = 'public' AND i.tablename IN ('progress_updates', 'user_skill_signals') ORDER BY 1`);
}
