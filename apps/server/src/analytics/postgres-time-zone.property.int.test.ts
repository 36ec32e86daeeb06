import { isTimeZone } from '@skilltrace/domain/time-zone';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { postgresTimeZone } from './postgres-time-zone.js';

let db: TestDatabase;
let zones: string[];
beforeAll(async () => {
  db = await createTestDatabase();
  zones = (await db.database.query<{ name: string }>('SELECT name FROM pg_timezone_names')).map(({ name }) => name).filter(isKnownToIntl);
});
afterAll(() => db.drop());

function isKnownToIntl(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockIn(timeZone: string, moment: number): string {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, clock);
  return clock.format(moment);
}

it('isTimeZone accepts every time zone that the database and Intl both know', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

it.each([
  'PST',
  'IST',
  'JST',
  'CEST',
  '+05:30',
  '-03',
  'Etc/Unknown',
  'SystemV/EST5',
  'localtime',
  'Factory',
  "UTC'--",
  'Europe/Zurich/',
  '',
])('isTimeZone rejects %j, which is an abbreviation or not a time zone', (name) => {
  expect(isTimeZone(name)).toBe(false);
});

it('postgresTimeZone makes the database show the same local time as Intl in every zone', async () => {
  // Both time zone databases cover these years. Very recent years and years before 1970 may differ.
  const moment = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2024-12-31T00:00:00Z') });
  await fc.assert(
    fc.asyncProperty(moment, async (at) => {
      const shown = await db.database.query<{ zone: string; clock: string }>(
        `SELECT asked.zone, to_char($1::timestamptz AT TIME ZONE asked.name, 'YYYY-MM-DD HH24:MI') AS clock
           FROM unnest($2::text[], $3::text[]) AS asked (zone, name)`,
        [new Date(at).toISOString(), zones, zones.map(postgresTimeZone)],
      );
      expect(shown.filter(({ zone, clock }) => clock !== clockIn(zone, at))).toEqual([]);
    }),
    { numRuns: propertyRuns(10) },
  );
});
