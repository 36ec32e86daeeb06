import type { Session } from '@skilltrace/contract';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { request } from '../api/request.ts';

/** Who is signed in. 401 is not handled here: whoever asks for it decides where to go. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/api/session', { signal }),
  staleTime: 5 * 60_000,
  meta: { isSession: true },
});

/** The session inside the frame, where there always is one. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
