import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const revokeToken = (id: number) => answerOf(api.DELETE('/api/api_tokens/{id}', { params: { path: { id } } }));

/** Revokes a token permanently. The server answers 404 when it is already revoked. */
export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: revokeToken, onSettled: () => invalidate(queryClient, 'api_tokens') });
}
