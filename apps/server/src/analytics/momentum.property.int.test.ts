import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { momentumBucket, type MomentumBucket } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readMomentum } from './read-momentum.js';

let db: TestDatabase;
let root: Caller;
beforeAll(async () => {
  db = await createTestDatabase();
  root = { profileId: await factories(db.database).profile({ isAdmin: true }), isAdmin: true, via: 'token' };
});
afterAll(() => db.drop());

const ZONES = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Africa/Cairo',
  'Pacific/Auckland',
  'America/Santiago',
  'Pacific/Chatham',
  'America/Havana',
];

/** The first local day of the bucket that contains a moment, computed with Intl. */
function bucketOf(moment: number, timeZone: string, bucket: MomentumBucket): string {
  const local = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
  const day = new Date(`${local}T00:00:00Z`);
  if (bucket === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  if (bucket === 'month') day.setUTCDate(1);
  return day.toISOString().slice(0, 10);
}

const instant = fc.integer({ min: Date.parse('2023-12-20T00:00:00Z'), max: Date.parse('2025-12-31T00:00:00Z') });

it('momentum counts days, weeks and months of any time zone as Intl does', async () => {
  const make = factories(db.database);
  await fc.assert(
    fc.asyncProperty(
      fc.array(instant, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...ZONES),
      fc.constantFrom(...momentumBucket.options),
      instant,
      fc.integer({ min: 1, max: 900 * 86_400_000 }),
      async (moments, timeZone, bucket, from, length) => {
        const person = await make.profile();
        const projectId = await make.project({ techLeadId: root.profileId, skillIds: [await make.skill()] });
        await make.assignment({ profileId: person, projectId });
        for (const moment of moments) {
          await postProgressUpdate(db.database, root, {
            userId: person,
            projectId,
            content: 'work',
            createdAt: new Date(moment).toISOString(),
          });
        }
        const to = Math.min(from + length, Date.parse('2026-06-01T00:00:00Z'));
        const answer = await readMomentum(
          db.readDatabase,
          { of: 'person', id: person },
          { bucket, timeZone, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        );

        const names = answer.buckets.map((start) => bucketOf(Date.parse(start), timeZone, bucket));
        // Every bucket starts exactly at a calendar boundary, and no bucket is missing or duplicated.
        expect(answer.buckets.map((start) => bucketOf(Date.parse(start) - 1, timeZone, bucket)).slice(1)).toEqual(names.slice(0, -1));
        expect(new Set(names).size).toBe(names.length);
        expect([names[0], names.at(-1)]).toEqual([bucketOf(from, timeZone, bucket), bucketOf(to - 1, timeZone, bucket)]);

        const expected = new Map(names.map((name) => [name, 0]));
        const inRange = moments.filter((moment) => moment >= from && moment < to);
        for (const moment of inRange)
          expected.set(bucketOf(moment, timeZone, bucket), (expected.get(bucketOf(moment, timeZone, bucket)) ?? Number.NaN) + 1);
        expect(answer.series.map(({ counts }) => counts)).toEqual(inRange.length === 0 ? [] : [[...expected.values()]]);
      },
    ),
    { numRuns: propertyRuns(30) },
  );
});
