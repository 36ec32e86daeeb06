import type { Session } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { request } from '../api/request.ts';

/** Who is signed in. 401 is not handled here: whoever asks for it decides where to go. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/api/session', { signal }),
  staleTime: 5 * 60_000,
  meta: { isSession: true },
});

const frame = getRouteApi('/frame');

/** The session inside the frame, where there always is one: the one that it was opened with, until a newer is known. */
export function useSession(): Session {
  const { session } = frame.useRouteContext();
  return useQuery(sessionQuery).data ?? session;
}
