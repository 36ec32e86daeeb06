import type { Page } from '@skilltrace/contract';
import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';
import { request, type RequestOptions } from './request.ts';

/** A list of the API, page by page: for `useInfiniteQuery`, and `<InfiniteList>` to show it. */
export function keysetQuery<Item>(queryKey: QueryKey, path: string, query: RequestOptions['query'] = {}) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => request<Page<Item>>('GET', path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
