import type { FetchStatus } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { SlowRead } from './slow-read.tsx';

/** The result of `useQuery` or `useCancelableQuery`. */
export interface ViewedQuery<Data> {
  data: Data | undefined;
  isError: boolean;
  error: unknown;
  isPlaceholderData: boolean;
  fetchStatus: FetchStatus;
  refetch: () => Promise<unknown>;
  cancel?: () => void;
}

export interface QueryViewProps<Data> {
  query: ViewedQuery<Data>;
  /** A placeholder in the shape of the content. Gray lines by default. */
  skeleton?: ReactNode;
  /** Whether the data is empty; then `empty` is shown. */
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

/**
 * Shows a query as loading, failed, empty or loaded. Loaded data stays visible while it is refreshed, and if that fails. If a
 * cancelable query takes longer than a second, it can be canceled.
 */
export function QueryView<Data>({ query, skeleton, isEmpty, empty, children }: QueryViewProps<Data>) {
  const { data, cancel } = query;
  if (data === undefined && query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const isLoading = query.fetchStatus !== 'idle';
  const isWaiting = data === undefined || query.isPlaceholderData;
  return (
    <>
      {cancel && isWaiting && <SlowRead isLoading={isLoading} onCancel={cancel} onLoad={() => void query.refetch()} />}
      {data === undefined ? (!cancel || isLoading) && (skeleton ?? <SkeletonRows />) : isEmpty?.(data) ? empty : children(data)}
    </>
  );
}
