import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

interface AcceptInvitation {
  code: string;
  password: string;
}

const acceptInvitation = ({ code, password }: AcceptInvitation) =>
  answerOf(api.POST('/api/invitations/{code}', { params: { path: { code } }, body: { password } }));

/** Sets the password of the invited person and consumes the invitation. 404: unknown, used, replaced or expired. */
export const useAcceptInvitation = () => useMutation({ mutationFn: acceptInvitation });
