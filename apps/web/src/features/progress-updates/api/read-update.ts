import { apiQuery } from '#lib/api/queries.ts';

/** One update by its id. 403 for who would find it in no list. */
export const updateQuery = (id: number) => apiQuery('/api/progress_updates/{id}', { path: { id } });
