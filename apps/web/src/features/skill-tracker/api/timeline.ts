import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { apiPages } from '#lib/api/queries.ts';
import type { Period } from '#lib/time-range.ts';

/** What happened to the person in the range, newest first: on one project or all, and to the level of one skill or all. */
export const timelineQuery = (personId: number, { from, to, asOf }: Period, projectId: number | undefined, skillId: number | undefined) =>
  apiPages('/api/users/{id}/timeline', {
    path: { id: personId },
    query: { from, to, asOf, projectId, skillId, limit: LARGEST_PAGE_SIZE },
  });
