import { useQueries } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

const updatesQuery = (ids: readonly number[]) => ({
  ...apiQuery('/api/progress_updates', { query: { id: [...ids] } }),
  enabled: ids.length > 0,
});

/**
 * What the updates said, asked for in the batches handed in (at most a page of ids a batch): a batch that was fetched stays as it is
 * when another one comes. An update that this person may not read is missing; `isPending` tells it from one on its way.
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
