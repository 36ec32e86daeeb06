/** How many days back a Tech Lead may date an assignment. Earlier dates need an admin or an import. */
export const MOST_DAYS_BACK = 90;

const DAY_MS = 86_400_000;

/**
 * The earliest start that a Tech Lead may enter: 90 days before the start of the current day in UTC, but not before the
 * project began.
 */
export function earliestStart(now: Date, projectBegan: Date): Date {
  const startOfDay = now.getTime() - (now.getTime() % DAY_MS);
  return new Date(Math.max(startOfDay - MOST_DAYS_BACK * DAY_MS, projectBegan.getTime()));
}
