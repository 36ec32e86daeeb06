import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The views of the signed-in person and those shared with their projects, by name. */
export const useViews = (search: string | undefined) => useInfiniteQuery(apiPages('/api/saved_views', { query: { search } }));
