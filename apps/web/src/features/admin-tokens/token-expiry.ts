import { addDays, beginningOf, localDay, type Day } from '#lib/days.ts';

/** How long a token is to be valid. */
const EXPIRIES = ['30', '90', '365', 'day', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];

/**
 * When a token expires: at the end of a day of the viewer's calendar, which is what an expiry "in 30 days" or "on 3 March"
 * means to people. Undefined for never.
 */
export function expiresAt(expiry: Expiry, day: Day, now: Date): string | undefined {
  if (expiry === 'never') return undefined;
  const last = expiry === 'day' ? day : addDays(localDay(now), Number(expiry));
  return beginningOf(addDays(last, 1)).toISOString();
}

/** Whether a token is worth nothing any more. */
export const hasExpired = (at: string | null, now: Date): boolean => at !== null && new Date(at) <= now;
