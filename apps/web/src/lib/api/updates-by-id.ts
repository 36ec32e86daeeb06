import { useQueries } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

const updatesQuery = (ids: readonly number[]) => ({
  ...apiQuery('/api/progress_updates', { query: { id: [...ids] } }),
  enabled: ids.length > 0,
});

/**
 * Progress updates, requested in the given batches (at most one page of ids each). A new batch does not reload the others. Updates
 * that this person may not read are missing from the result; while `isPending`, other updates may be missing too.
 */
export function useUpdates(batches: readonly (readonly number[])[]) {
  return useQueries({
    queries: batches.map(updatesQuery),
    combine: (results) => ({
      byId: new Map(results.flatMap(({ data }) => data?.items ?? []).map((update) => [update.id, update])),
      isPending: results.some(({ isLoading }) => isLoading),
    }),
  });
}
