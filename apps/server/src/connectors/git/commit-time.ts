import { timestamp } from '@skilltrace/contract';

/** A time of git as ISO 8601 in UTC, or why no update can have it. */
export type CommitTime = { at: string } | { refusal: string };

/**
 * The moment that git states in seconds. Its time zone is not read: git takes any, and the moment does not depend on it.
 *
 * @param now ISO 8601 in UTC; no work is dated later
 */
export function commitTime(seconds: string, now: string): CommitTime {
  if (!/^\d+$/.test(seconds)) return { refusal: 'The commit has no time that git can read.' };
  const moment = new Date(Number(seconds) * 1000);
  const at = Number.isNaN(moment.getTime()) ? undefined : timestamp.safeParse(moment.toISOString()).data;
  if (at === undefined) return { refusal: `The commit is dated outside the years 1900 to 2200: second ${seconds.slice(0, 30)}.` };
  return at > now ? { refusal: `The commit is dated in the future: ${at}.` } : { at };
}
