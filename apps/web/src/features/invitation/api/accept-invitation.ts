import { useMutation } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

export interface AcceptInvitation {
  code: string;
  password: string;
}

const acceptInvitation = ({ code, password }: AcceptInvitation) =>
  request<void>('POST', `/api/invitations/${encodeURIComponent(code)}`, { body: { password } });

/** Sets the password of the person who was invited, and uses the invitation up. 404: unknown, used, replaced or expired. */
export const useAcceptInvitation = () => useMutation({ mutationFn: acceptInvitation });
