import type { DemoPersona } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const signInAsPersona = (persona: DemoPersona) => answerOf(api.POST('/api/demo_session', { body: { persona } }));

/** Signs in to the demo without a password. */
export const useSignInAsPersona = (onSignedIn: () => void) =>
  useMutation({ mutationFn: signInAsPersona, onSuccess: onSignedIn, meta: { isSignIn: true } });
