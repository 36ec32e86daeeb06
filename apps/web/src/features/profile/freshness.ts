import { plural, t } from '@lingui/core/macro';
import { freshUntil, isStale } from '@skilltrace/domain/validation/staleness';

const DAY = 24 * 60 * 60_000;
/** A validation older than this shows when it goes stale, so that the person can prepare. */
const NOTED_AFTER_DAYS = 300;

export type Freshness =
  | { state: 'fresh' }
  /** `words`: "Goes stale in 3 weeks". */
  | { state: 'ageing'; words: string }
  | { state: 'stale'; since: string };

/** How fresh a validation in the Core Stack is. Validations outside it, and of inactive skills, do not go stale. */
export function freshnessOf(lastValidatedAt: string, now: Date): Freshness {
  const lastFresh = freshUntil(lastValidatedAt);
  if (isStale(lastValidatedAt, now)) return { state: 'stale', since: lastFresh.toISOString() };
  if (now.getTime() - Date.parse(lastValidatedAt) > NOTED_AFTER_DAYS * DAY)
    return { state: 'ageing', words: ageingInWords(lastFresh.getTime() - now.getTime()) };
  return { state: 'fresh' };
}

function ageingInWords(ms: number): string {
  const days = Math.floor(ms / DAY);
  if (days < 1) return t`Goes stale in less than a day`;
  if (days < 14) return plural(days, { one: 'Goes stale in # day', other: 'Goes stale in # days' });
  const weeks = Math.floor(days / 7);
  return plural(weeks, { one: 'Goes stale in # week', other: 'Goes stale in # weeks' });
}
