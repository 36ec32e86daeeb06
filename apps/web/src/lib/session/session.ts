import { t } from '@lingui/core/macro';
import type { Session } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiProblem } from '../api/api-problem.ts';
import { answerOf, api } from '../api/client.ts';
import { keyOf } from '../api/queries.ts';
import { takeSessionFromPage } from './session-from-page.ts';
import { isKnownSignedOut } from './signed-out.ts';

async function readSession(signal: AbortSignal): Promise<Session> {
  if (isKnownSignedOut()) throw new ApiProblem('UNAUTHENTICATED', 401, t`You are not signed in.`);
  const embedded = takeSessionFromPage();
  if (embedded) return embedded;
  return answerOf(api.GET('/api/session', { signal }));
}

/** The signed-in person. Rejects with 401 if there is none; the caller decides where to go then. */
export const sessionQuery = queryOptions({
  queryKey: keyOf('/api/session', {}),
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 5 * 60_000,
  meta: { isSession: true },
});

const frame = getRouteApi('/frame');

/** The session inside the frame, where it always exists. */
export function useSession(): Session {
  // Selected, because the context is a new object after each navigation.
  const session = frame.useRouteContext({ select: (context) => context.session });
  return useQuery(sessionQuery).data ?? session;
}
