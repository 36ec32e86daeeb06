import type { DemoPersona, SignedInProfile } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const signInAsPersona = (persona: DemoPersona) => request<SignedInProfile>('POST', '/api/demo_session', { body: { persona } });

/** Signs in to the demo without a password. */
export const useSignInAsPersona = () => useMutation({ mutationFn: signInAsPersona, meta: { isSignIn: true } });
