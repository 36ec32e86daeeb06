import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { apiPages } from '#lib/api/queries.ts';
import { momentsOfBucket, type Period } from '#lib/time-range.ts';
import type { TrackerSearch } from '../tracker-search.ts';

/** The signals for the address, newest first: about 50 events per page. */
export function activityQuery(personId: number, period: Period, { project, skill, source, on, span = 'day' }: TrackerSearch) {
  const { from, to } = on === undefined ? period : momentsOfBucket(on, span, period);
  const query = { skillId: skill, sourceType: source, from, to, asOf: period.asOf, projectId: project, limit: LARGEST_PAGE_SIZE };
  return apiPages('/api/users/{id}/skills/activity', { path: { id: personId }, query });
}
