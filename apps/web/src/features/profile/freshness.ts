import { freshUntil, isStale } from '@skilltrace/domain/validation/staleness';
import { plural } from '#lib/format/time.ts';

const DAY = 24 * 60 * 60_000;
/** Said beforehand from here on, so that it surprises nobody. */
const TOLD_AFTER_DAYS = 300;

export type Freshness =
  | { state: 'fresh' }
  /** Goes stale `in` so long. */
  | { state: 'ageing'; in: string }
  | { state: 'stale'; since: string };

/** What time has made of a validation in the Core Stack. Outside of it, and for skills out of use, nothing goes stale. */
export function freshnessOf(lastValidatedAt: string, now: Date): Freshness {
  const lastFresh = freshUntil(lastValidatedAt);
  if (isStale(lastValidatedAt, now)) return { state: 'stale', since: lastFresh.toISOString() };
  if (now.getTime() - Date.parse(lastValidatedAt) > TOLD_AFTER_DAYS * DAY)
    return { state: 'ageing', in: span(lastFresh.getTime() - now.getTime()) };
  return { state: 'fresh' };
}

function span(ms: number): string {
  const days = Math.floor(ms / DAY);
  if (days < 1) return 'less than a day';
  return days < 14 ? plural(days, 'day') : plural(Math.floor(days / 7), 'week');
}
