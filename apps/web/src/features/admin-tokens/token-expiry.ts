import { addDays, beginningOf, localDay, type Day } from '#lib/days.ts';

const EXPIRIES = ['30', '90', '365', 'day', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];

/** When a token expires: at the end of a day in the time zone of the viewer. Undefined if it never expires. */
export function expiresAt(expiry: Expiry, day: Day, now: Date): string | undefined {
  if (expiry === 'never') return undefined;
  const last = expiry === 'day' ? day : addDays(localDay(now), Number(expiry));
  return beginningOf(addDays(last, 1)).toISOString();
}

export const hasExpired = (at: string | null, now: Date): boolean => at !== null && new Date(at) <= now;
