import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

const MOST_RETRIES = 2;

/** Retries only temporary failures, such as a server restart or a lost network. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return error instanceof ApiProblem && error.isTemporary && failures < MOST_RETRIES;
}

export interface ProblemListeners {
  /** A request failed with 401. */
  onSignedOut: () => void;
  /** The server is unreachable; `lib/connection` waits until it answers again. */
  onUnreachable: () => void;
}

export function createQueryClient({ onSignedOut, onUnreachable }: ProblemListeners): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    if (error.status === 401) onSignedOut();
    if (error.isTemporary) onUnreachable();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => (query.meta?.['isSession'] ? undefined : onError(error)) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => (mutation.meta?.['isSignIn'] ? undefined : onError(error)),
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: isWorthRetrying,
        retryDelay: (attempt) => 400 * 2 ** attempt,
        // The browser's offline status is often wrong, and a request that waits for it would show nothing.
        networkMode: 'always',
        throwOnError: false,
      },
      // The caller decides about retries, because only the caller can pass the same Idempotency-Key again.
      mutations: { retry: false, networkMode: 'always', throwOnError: false },
    },
  });
}
