import { apiQuery, withPreviousAnswer } from '#lib/api/queries.ts';
import type { Period } from '#lib/time-range.ts';

export const distributionQuery = (personId: number, { from, to, asOf }: Period, projectId: number | undefined) =>
  withPreviousAnswer(apiQuery('/api/users/{id}/skills/distribution', { path: { id: personId }, query: { from, to, asOf, projectId } }));
