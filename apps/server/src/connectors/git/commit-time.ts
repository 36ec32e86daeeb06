import { timestamp } from '@skilltrace/contract';

/** The time of a commit as ISO 8601 in UTC, or why an update cannot have this time. */
export type CommitTime = { at: string } | { refusal: string };

/**
 * Converts a git time in seconds. The time zone is ignored: git accepts any value, and the seconds do not depend on it.
 *
 * @param now ISO 8601 in UTC; later times are refused
 */
export function commitTime(seconds: string, now: string): CommitTime {
  if (!/^\d+$/.test(seconds)) return { refusal: 'The commit has no time that git can read.' };
  const moment = new Date(Number(seconds) * 1000);
  const at = Number.isNaN(moment.getTime()) ? undefined : timestamp.safeParse(moment.toISOString()).data;
  if (at === undefined) return { refusal: `The commit is dated outside the years 1900 to 2200: second ${seconds.slice(0, 30)}.` };
  return at > now ? { refusal: `The commit is dated in the future: ${at}.` } : { at };
}
