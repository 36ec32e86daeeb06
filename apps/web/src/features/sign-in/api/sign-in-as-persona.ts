import type { DemoPersona } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { offerWalk } from '#lib/walk.ts';

const signInAsPersona = (persona: DemoPersona) => answerOf(api.POST('/api/demo_session', { body: { persona } }));

/** Signs in to the demo without a password, and offers the guided walk. */
export function useSignInAsPersona(onSignedIn: () => void) {
  const onSuccess = ({ id }: { id: number }) => {
    offerWalk(id);
    onSignedIn();
  };
  return useMutation({ mutationFn: signInAsPersona, onSuccess, meta: { isSignIn: true } });
}
