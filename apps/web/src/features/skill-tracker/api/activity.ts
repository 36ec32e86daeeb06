import type { Signal } from '@skilltrace/contract';
import { keysetQuery } from '#lib/api/keyset.ts';
import { momentsOfBucket, type Period } from '#lib/time-range.ts';
import type { TrackerSearch } from '../tracker-search.ts';

// The most that the API hands out, and the most updates that are asked for at once: about 50 events.
const PAGE = 200;

/** The signals that the address asks for, newest first. */
export function activityQuery(personId: number, period: Period, { project, skill, source, on, span = 'day' }: TrackerSearch) {
  const { from, to } = on === undefined ? period : momentsOfBucket(on, span, period);
  const query = { skillId: skill, sourceType: source, from, to, asOf: period.asOf, projectId: project, limit: PAGE };
  return keysetQuery<Signal>(['users', personId, 'skills', 'activity', query], `/api/users/${personId}/skills/activity`, query);
}
