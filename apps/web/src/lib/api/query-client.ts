import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

const MOST_RETRIES = 2;

/** Refusals are answers; what passes (the server restarting, the network away) is worth another try. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return error instanceof ApiProblem && error.isPassing && failures < MOST_RETRIES;
}

export interface ProblemListeners {
  /** The session ended, or there never was one. */
  onSignedOut: () => void;
  /** The server is away: `lib/connection` watches for its return. */
  onUnreachable: () => void;
}

export function createQueryClient({ onSignedOut, onUnreachable }: ProblemListeners): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    if (error.status === 401) onSignedOut();
    if (error.isPassing) onUnreachable();
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
        // The browser's idea of being offline is often wrong, and a request that waits for it shows nothing at all.
        networkMode: 'always',
        throwOnError: false,
      },
      // Each attempt carries the key of its request only if the caller hands one in: repeating is the caller's to decide.
      mutations: { retry: false, networkMode: 'always', throwOnError: false },
    },
  });
}
