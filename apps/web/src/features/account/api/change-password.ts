import type { ChangePasswordBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const changePassword = (body: ChangePasswordBody) => answerOf(api.PUT('/api/session/password', { body }));

/** Changes one's own password; every other session ends, and this one goes on. Neither password is kept once it is answered. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changePassword,
    gcTime: 0,
    onSuccess: () => invalidate(queryClient, 'sessions'),
  });
}
