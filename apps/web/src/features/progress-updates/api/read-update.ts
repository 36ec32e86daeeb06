import { apiQuery } from '#lib/api/queries.ts';

/** One update by its id. 403 if no list of the viewer contains it. */
export const updateQuery = (id: number) => apiQuery('/api/progress_updates/{id}', { path: { id } });
