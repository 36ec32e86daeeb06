import { workCounts, type AssignmentPeriod } from '@skilltrace/domain/projects/counted-work';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { importProgressUpdates } from './import-progress-updates.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let leadId: number;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  leadId = await make.profile();
});
afterAll(() => db.drop());

const BEGIN = Date.parse('2024-01-01T00:00:00.000Z');
const LAST = 20;
// Only a few milliseconds long, so that work often happens exactly at the start or end of an assignment.
const at = (tick: number) => new Date(BEGIN + tick).toISOString();
const tick = fc.integer({ min: 0, max: LAST });

interface History {
  /** Starts and lengths. Only the last assignment may have no end. */
  assignments: { start: number; length: number | null }[];
  closed: { status: 'completed' | 'archived'; at: number } | null;
}
const anyHistory: fc.Arbitrary<History> = fc.record({
  assignments: fc
    .tuple(
      fc.array(fc.record({ start: tick, length: fc.integer({ min: 0, max: 8 }) }), { maxLength: 3 }),
      fc.option(fc.record({ start: tick, length: fc.constant(null) })),
    )
    .map(([ended, open]) => (open ? [...ended, open] : ended)),
  closed: fc.option(fc.record({ status: fc.constantFrom('completed' as const, 'archived' as const), at: tick })),
});

async function build({ assignments, closed }: History) {
  const userId = await make.profile();
  const projectId = await make.project({ techLeadId: leadId, skillIds: [await make.skill()] });
  const periods: AssignmentPeriod[] = assignments.map(({ start, length }) => ({
    startedAt: at(start),
    endedAt: length === null ? null : at(start + length),
  }));
  for (const period of periods) await make.assignment({ profileId: userId, projectId, ...period });
  if (closed === null) return { userId, projectId, periods, inactiveSince: null };
  const [project] = await db.database.query<{ inactiveSince: string }>(
    'UPDATE projects SET status = $2, completed_at = $3 WHERE id = $1 RETURNING inactive_since AS "inactiveSince"',
    [projectId, closed.status, closed.status === 'completed' ? at(closed.at) : null],
  );
  return { userId, projectId, periods, inactiveSince: project?.inactiveSince ?? '' };
}

/** Imports an update for each moment and returns the moments that were imported. */
async function importedMoments(userId: number, projectId: number, moments: readonly string[]): Promise<string[]> {
  const lines = moments.map((createdAt) => JSON.stringify({ userId, projectId, content: 'Work', createdAt }));
  const { errors } = await importProgressUpdates(db.database, toStream(lines.join('\n')));
  const rejected = new Set(errors.map(({ line }) => line));
  return moments.filter((_, index) => !rejected.has(index + 1));
}

async function* toStream(text: string) {
  yield text;
}

it('importProgressUpdates imports an update with its signals exactly when workCounts is true', async () => {
  const seen = { counted: 0, not: 0 };
  const moments = Array.from({ length: LAST + 10 }, (_, index) => at(index));
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const { userId, projectId, periods, inactiveSince } = await build(history);
      const counted = moments.filter((moment) => workCounts(periods, inactiveSince, moment));
      expect(await importedMoments(userId, projectId, moments)).toEqual(counted);
      const signals = await db.database.query<{ createdAt: string }>(
        'SELECT created_at AS "createdAt" FROM signal_ledger WHERE user_id = $1 ORDER BY created_at',
        [userId],
      );
      expect(signals.map(({ createdAt }) => createdAt)).toEqual(counted);
      seen.counted += counted.length;
      seen.not += moments.length - counted.length;
    }),
    { numRuns: propertyRuns(60) },
  );
  expect(Math.min(seen.counted, seen.not)).toBeGreaterThan(100);
});
