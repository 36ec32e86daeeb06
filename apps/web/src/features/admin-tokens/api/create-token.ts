import type { CreateApiTokenBody, CreatedApiToken } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const createToken = (body: CreateApiTokenBody) => request<CreatedApiToken>('POST', '/api/api_tokens', { body });

/** Makes a token. Its answer is the only place where the token stands, and is forgotten with the dialog. */
export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createToken,
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] }),
  });
}
