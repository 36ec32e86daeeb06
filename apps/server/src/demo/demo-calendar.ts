import type { DemoAssignment, DemoPerson } from './demo-people.js';
import { randomFrom } from './random.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const FIRST_HOUR = 7.5;
const WORKING_HOURS = 10;
const FILLED_WEEKS = 8;

/** Completed projects have no updates in the last five weeks. */
const LAST_WEEK_OF_DONE = 5;

/** Returns Monday, 00:00 UTC, of the week that many weeks before `now`. */
export function mondayBefore(now: Date, weeks: number): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return midnight - ((now.getUTCDay() + 6) % 7) * DAY - weeks * WEEK;
}

export const startOf = (assignment: DemoAssignment, now: Date): string =>
  new Date(mondayBefore(now, assignment.from) + 7 * HOUR).toISOString();

export const endOf = (assignment: DemoAssignment, now: Date): string | undefined =>
  assignment.until === undefined ? undefined : new Date(mondayBefore(now, assignment.until) + 4 * DAY + 18 * HOUR).toISOString();

/**
 * Returns the times at which a person posted updates on a project: on weekdays, with busy weeks, slow weeks and holidays. The
 * weeks before `now` are the same for any `now`, except that times in the future and around New Year are left out.
 */
export function timesOfUpdates(person: DemoPerson, assignment: DemoAssignment, isDone: boolean, now: Date): Date[] {
  const times: number[] = [];
  const last = Math.max(assignment.until ?? 0, person.quietFor ?? 0, isDone ? LAST_WEEK_OF_DONE : 0);
  for (let week = assignment.from; week >= last; week -= 1) {
    const random = randomFrom('week', person.address, assignment.project, week);
    const wanted = Math.floor((person.perWeek / projectsIn(person, week)) * rhythmOf(person, week) + random.next());
    for (let index = 0; index < wanted; index += 1) {
      const hours = FIRST_HOUR + random.next() * WORKING_HOURS;
      times.push(Math.floor(mondayBefore(now, week) + random.whole(0, 4) * DAY + hours * HOUR));
    }
  }
  const latest = now.getTime() - 10 * MINUTE;
  return times
    .filter((time) => time <= latest && !isAroundNewYear(time))
    .toSorted((a, b) => a - b)
    .map((time) => new Date(time));
}

/** Returns additional times, so that each of the last eight weeks has an update, both as calendar weeks and counted back from `now`. */
export function timesInEmptyWeeks(times: readonly Date[], now: Date): Date[] {
  const latest = now.getTime() - 10 * MINUTE;
  const filled = times.map(Number);
  const added: Date[] = [];
  for (let week = 0; week < FILLED_WEEKS; week += 1) {
    for (const from of [mondayBefore(now, week), now.getTime() - (week + 1) * WEEK]) {
      const time = Math.min(from + DAY + 10 * HOUR, latest);
      if (time < from || filled.some((other) => other >= from && other < from + WEEK)) continue;
      filled.push(time);
      added.push(new Date(time));
    }
  }
  return added;
}

function projectsIn(person: DemoPerson, week: number): number {
  return Math.max(1, person.assignments.filter(({ from, until = 0 }) => week <= from && week >= until).length);
}

/** The activity of a person in a week, relative to an ordinary week. */
function rhythmOf(person: DemoPerson, week: number): number {
  // Two weeks of holidays about twice a year, at different times for each person.
  if ((week + randomFrom('holidays', person.address).whole(0, 25)) % 26 < 2) return 0;
  const random = randomFrom('rhythm', person.address, week);
  const luck = random.next();
  if (luck < 0.06) return 0;
  if (luck > 0.9) return 1.9 + random.next() * 0.8;
  return 0.5 + random.next() * 0.6;
}

function isAroundNewYear(time: number): boolean {
  const at = new Date(time);
  return (at.getUTCMonth() === 11 && at.getUTCDate() >= 24) || (at.getUTCMonth() === 0 && at.getUTCDate() === 1);
}
