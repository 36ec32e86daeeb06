import { earliestStart, MOST_DAYS_BACK } from '@skilltrace/domain/projects/assignment-start';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let leadId: number;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  leadId = await make.profile();
});
afterAll(() => db.drop());

const DAY_MS = 86_400_000;

/** Whether the guard accepts this start from a Tech Lead, and the database time of the check. */
async function assignAt(projectId: number, startedAt: Date): Promise<{ isTaken: boolean; now: Date }> {
  const profileId = await make.profile();
  return db.database.transaction(async (transaction) => {
    const [answer] = await transaction.query<{ now: string }>('SELECT now() AS now');
    const now = new Date(answer?.now ?? '');
    try {
      await transaction.query(
        "INSERT INTO assignments (profile_id, project_id, role, started_at, assigned_by_id) VALUES ($1, $2, 'Engineer', $3, $4)",
        [profileId, projectId, startedAt.toISOString(), leadId],
      );
      return { isTaken: true, now };
    } catch (error) {
      if (!['SK431', 'SK432'].includes((error as { code: string }).code)) throw error;
      return { isTaken: false, now };
    }
  });
}

it('the guard accepts a start from a Tech Lead if and only if it is not before earliestStart', async () => {
  const seen = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      // How long ago the project began, which limit the start is near, and how near.
      fc.integer({ min: 1, max: 2 * MOST_DAYS_BACK * DAY_MS }),
      fc.constantFrom('the project', 'the days back'),
      fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS })),
      async (ageMs, limit, beside) => {
        const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
        const began = new Date(midnight - ageMs);
        const near = limit === 'the project' ? began.getTime() : midnight - MOST_DAYS_BACK * DAY_MS;
        const startedAt = new Date(Math.min(near + beside, midnight));
        const projectId = await make.project({ techLeadId: leadId });
        await db.database.query('UPDATE projects SET created_at = $2 WHERE id = $1', [projectId, began.toISOString()]);
        const { isTaken, now } = await assignAt(projectId, startedAt);
        expect(isTaken).toBe(startedAt >= earliestStart(now, began));
        seen[isTaken ? 'taken' : 'refused'] += 1;
      },
    ),
    { numRuns: propertyRuns(150) },
  );
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(20);
});
