import type { Session } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiProblem } from '../api/api-problem.ts';
import { answerOf, api } from '../api/client.ts';
import { keyOf } from '../api/queries.ts';
import { takeSessionFromPage } from './session-from-page.ts';
import { isKnownSignedOut, knowSignedOut } from './signed-out.ts';

async function readSession(signal: AbortSignal): Promise<Session> {
  if (isKnownSignedOut()) throw new ApiProblem('UNAUTHENTICATED', 401, 'Nobody is signed in.');
  const told = takeSessionFromPage();
  if (told) return told;
  try {
    return await answerOf(api.GET('/api/session', { signal }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) knowSignedOut();
    throw error;
  }
}

/** Who is signed in. 401 is not handled here: whoever asks for it decides where to go. */
export const sessionQuery = queryOptions({
  queryKey: keyOf('/api/session', {}),
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 5 * 60_000,
  meta: { isSession: true },
});

const frame = getRouteApi('/frame');

/** The session inside the frame, where there always is one: the one that it was opened with, until a newer is known. */
export function useSession(): Session {
  // Of the context, which is another object after each navigation, only what is the same.
  const session = frame.useRouteContext({ select: (context) => context.session });
  return useQuery(sessionQuery).data ?? session;
}
