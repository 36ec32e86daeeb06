import type { Page, ShownProgressUpdate } from '@skilltrace/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { request } from './request.ts';

const updatesQuery = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['progress-updates', { ids }],
    queryFn: ({ signal }) => request<Page<ShownProgressUpdate>>('GET', '/api/progress_updates', { query: { id: ids }, signal }),
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
