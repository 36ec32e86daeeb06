import { useQueries } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

const peopleQuery = (ids: readonly number[]) => ({
  ...apiQuery('/api/profiles', { query: { id: [...ids] } }),
  enabled: ids.length > 0,
  staleTime: 5 * 60_000,
});

/**
 * The names of people, requested in the given batches (at most one page of ids each). A new batch does not reload the others.
 * Erased people are missing from the result; while `isPending`, other people may be missing too.
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
