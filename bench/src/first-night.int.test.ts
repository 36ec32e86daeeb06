import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PrismaService } from '@skilltrace/server/platform/database/prisma.js';
import { StaleSkillFlaggingService } from '@skilltrace/server/stale-skill-flagging/stale-skill-flagging.service.js';
import { createTestDatabase, type TestDatabase } from '../../apps/server/test/test-database.js';
import { withFirstNight } from './first-night.js';
import { flagLiterally } from './literal-job.js';
import { seedOrganization, type SeededOrganization } from './seed-organization.js';

let testDatabase: TestDatabase;
let organization: SeededOrganization;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  organization = await seedOrganization(testDatabase.superuserUrl, { people: 600 });
});
afterAll(() => testDatabase.drop());

describe('The seeded organization of the job benchmark', () => {
  it('covers every branch of the staleness rule and has the original keys and indexes', async () => {
    const archived = await testDatabase.database.query("SELECT FROM projects WHERE status = 'archived'");
    expect(archived.length).toBeGreaterThan(0);
    const outcome = await job(new Date(organization.now), true);
    if (!outcome.ran) throw new Error('Another run of the job is active');
    expect(outcome.employeesProcessed).toBeLessThan(organization.people);
    expect(outcome.staleSkills / outcome.coreStackSkills).toBeGreaterThan(0.15);
    expect(outcome.staleSkills / outcome.coreStackSkills).toBeLessThan(0.25);
    expect(outcome.skippedPending).toBeGreaterThan(10);
    expect(outcome.excludedInactive).toBeGreaterThan(10);
    const [boundary] = await testDatabase.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM employee_skills WHERE last_validated_at = $1::timestamptz - interval '365 days'`,
      [organization.now],
    );
    expect(boundary?.count).toBeGreaterThan(0);
    const untouched = await createTestDatabase();
    try {
      expect(await indexesOf(testDatabase)).toEqual(await indexesOf(untouched));
    } finally {
      await untouched.drop();
    }
  });

  it('gets the same suggestions from the job, the bare statement and the person-by-person form of the rule', async () => {
    const now = new Date(organization.now);
    await withFirstNight({ ...testDatabase, logins: testDatabase }, organization.now, async (night) => {
      const before = await night.content();
      const outcome = await job(now, false);
      const afterJob = await night.content();
      expect(afterJob).not.toBe(before);

      await night.putBack();
      expect(await night.content()).toBe(before);
      const { created } = await night.bareStatement('unordered');
      expect(await night.content()).toBe(afterJob);
      expect(outcome).toMatchObject({ suggestionsCreated: created });

      await night.putBack();
      await night.bareStatement('ordered');
      expect(await night.content()).toBe(afterJob);

      await night.putBack();
      expect(await flagLiterally(new PrismaService(testDatabase.database), now)).toBe(created);
      expect(await night.content()).toBe(afterJob);
      await night.putBack();
    });
  });
});

function job(now: Date, dryRun: boolean) {
  return new StaleSkillFlaggingService(new PrismaService(testDatabase.database)).flagStaleSkills(now, { dryRun, log: () => {} });
}

function indexesOf({ database }: TestDatabase) {
  return database.query(`
    SELECT i.indexdef, c.contype FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conindid = format('public.%I', i.indexname)::regclass AND c.contype IN ('p', 'u')
     WHERE i.schemaname = 'public' AND i.tablename IN ('assignments', 'employee_skills', 'suggestions') ORDER BY 1`);
}
