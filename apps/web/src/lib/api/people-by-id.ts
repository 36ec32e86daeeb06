import { useQueries } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

const peopleQuery = (ids: readonly number[]) => ({
  ...apiQuery('/api/profiles', { query: { id: [...ids] } }),
  enabled: ids.length > 0,
  staleTime: 5 * 60_000,
});

/**
 * The names of people, asked for in the batches handed in (at most a page of ids a batch): a batch that was fetched stays as it is
 * when another one comes. Whoever was erased is missing; `isPending` tells them from one on the way.
 */
export function usePeopleNames(batches: readonly (readonly number[])[]) {
  return useQueries({
    queries: batches.map(peopleQuery),
    combine: (results) => ({
      byId: new Map(results.flatMap(({ data }) => data?.items ?? []).map(({ id, name }) => [id, name])),
      isPending: results.some(({ isLoading }) => isLoading),
    }),
  });
}
