import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { apiQuery } from '#lib/api/queries.ts';

/** The projects that a person's signals come from, latest first, for the project filter. */
export const projectsOfPersonQuery = (personId: number) => ({
  ...apiQuery('/api/users/{id}/projects', { path: { id: personId }, query: { limit: LARGEST_PAGE_SIZE } }),
  staleTime: 5 * 60_000,
});
