const DAY_MS = 86_400_000;

/** How old a validation may become. Fixed on purpose: the same answer for everybody to what stale means. */
export const STALE_AFTER_DAYS = 365;

/**
 * A validation before this moment is stale; one of this very moment is not. The days have 24 hours each: taken away by
 * the database, 365 days are an hour more or less in a zone that changes its clock.
 */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_AFTER_DAYS * DAY_MS);
}

/** The last moment at which a validation is not stale yet. */
export function freshUntil(lastValidatedAt: string): Date {
  return new Date(Date.parse(lastValidatedAt) + STALE_AFTER_DAYS * DAY_MS);
}

/** Whether a validation is older than 365 days, to the millisecond. */
export function isStale(lastValidatedAt: string, now: Date): boolean {
  return Date.parse(lastValidatedAt) < staleBefore(now).getTime();
}
