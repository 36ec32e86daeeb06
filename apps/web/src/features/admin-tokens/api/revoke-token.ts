import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const revokeToken = (id: number) => request<undefined>('DELETE', `/api/api_tokens/${id}`);

/** Ends a token for good. 404 where somebody else was faster. */
export function useRevokeToken() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: revokeToken, onSettled: () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] }) });
}
