import type { ChangePasswordBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const changePassword = (body: ChangePasswordBody) => answerOf(api.PUT('/api/session/password', { body }));

/** Changes the password of the signed-in person and ends all their other sessions. `gcTime: 0` removes the passwords from the cache afterwards. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changePassword,
    gcTime: 0,
    onSuccess: () => invalidate(queryClient, 'sessions'),
  });
}
