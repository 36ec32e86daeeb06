import type { Page, ProfileItem } from '@skilltrace/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { request } from './request.ts';

const peopleQuery = (ids: readonly number[]) =>
  queryOptions({
    queryKey: ['profiles', { ids }],
    queryFn: ({ signal }) => request<Page<ProfileItem>>('GET', '/api/profiles', { query: { id: ids }, signal }),
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
