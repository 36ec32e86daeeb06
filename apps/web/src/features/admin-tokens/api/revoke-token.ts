import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const revokeToken = (id: number) => answerOf(api.DELETE('/api/api_tokens/{id}', { params: { path: { id } } }));

/** Ends a token for good. 404 where somebody else was faster. */
export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: revokeToken, onSettled: () => invalidate(queryClient, 'api_tokens') });
}
