import { apiQuery, withPreviousInSight } from '#lib/api/queries.ts';
import type { Period } from '#lib/time-range.ts';

/** All skills that ever had signals. */
export const summaryQuery = (personId: number, { asOf }: Period, projectId: number | undefined) =>
  withPreviousInSight(apiQuery('/api/users/{id}/skills/summary', { path: { id: personId }, query: { asOf, projectId } }));
