const DAY_MS = 86_400_000;

/** A validation that is older than this number of days is stale. Fixed on purpose, so that stale means the same in every installation. */
export const STALE_AFTER_DAYS = 365;

/**
 * A validation before this time is stale; a validation at exactly this time is not. Days have 24 hours: if the database
 * subtracted 365 days in a zone with daylight saving time, the result could differ by an hour.
 */
export function staleBefore(now: Date): Date {
  return new Date(now.getTime() - STALE_AFTER_DAYS * DAY_MS);
}

/** The last time at which a validation is not yet stale. */
export function freshUntil(lastValidatedAt: string): Date {
  return new Date(Date.parse(lastValidatedAt) + STALE_AFTER_DAYS * DAY_MS);
}

/** Whether a validation is older than 365 days, to the millisecond. */
export function isStale(lastValidatedAt: string, now: Date): boolean {
  return Date.parse(lastValidatedAt) < staleBefore(now).getTime();
}
