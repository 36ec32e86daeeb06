import {
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  type UseInfiniteQueryResult,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';

export interface Cancelable {
  /** Ends the request, and with it the work of the server. */
  cancel: () => void;
}

// A canceled query has no data. It loads with its button, not when the person returns to the window.
const refetchOnWindowFocus = (query: { state: { data: unknown } }) => query.state.data !== undefined;

/** A query for a read that may take long. If it does, `QueryView` says so and lets the person cancel it. */
export function useCancelableQuery<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
): UseQueryResult<Data> & Cancelable {
  const cancel = useCancel(options.queryKey);
  return { ...useQuery({ ...options, refetchOnWindowFocus }), cancel };
}

/** The same for a paginated list, and for `InfiniteList`. */
export function useCancelablePages<Page, Key extends QueryKey>(
  options: UseInfiniteQueryOptions<Page, Error, InfiniteData<Page>, Key, string | undefined>,
): UseInfiniteQueryResult<InfiniteData<Page>> & Cancelable {
  const cancel = useCancel(options.queryKey);
  return { ...useInfiniteQuery({ ...options, refetchOnWindowFocus }), cancel };
}

function useCancel(queryKey: QueryKey): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.cancelQueries({ queryKey, exact: true });
}
