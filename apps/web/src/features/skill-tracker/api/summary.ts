import { apiQuery, withPreviousAnswer } from '#lib/api/queries.ts';
import type { Period } from '#lib/time-range.ts';

/** All skills that ever had signals. */
export const summaryQuery = (personId: number, { asOf }: Period, projectId: number | undefined) =>
  withPreviousAnswer(apiQuery('/api/users/{id}/skills/summary', { path: { id: personId }, query: { asOf, projectId } }));
