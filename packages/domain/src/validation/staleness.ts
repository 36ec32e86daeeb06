/** How old a validation may be. Fixed on purpose: one answer for everybody to what stale means. */
export const STALE_AFTER_DAYS = 365;

const DAY_MS = 86_400_000;

/**
 * A validation before this moment is stale; one of this very moment is not. The days have 24 hours each: taken away by
 * the database, 365 days are an hour more or less in a zone that changes its clock.
 */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_AFTER_DAYS * DAY_MS);
}
