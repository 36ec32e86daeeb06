import type { SignInBody } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const signIn = (body: SignInBody) => answerOf(api.POST('/api/session', { body }));

/** Signs in with e-mail address and password. 401: one of them is wrong. 429: too many attempts, with the time to wait. */
export const useSignIn = (onSignedIn: () => void) => useMutation({ mutationFn: signIn, onSuccess: onSignedIn, meta: { isSignIn: true } });
