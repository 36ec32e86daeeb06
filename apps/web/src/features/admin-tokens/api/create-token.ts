import type { CreateApiTokenBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const createToken = (body: CreateApiTokenBody) => answerOf(api.POST('/api/api_tokens', { body }));

/** Makes a token. Its answer is the only place where the token stands, and is forgotten with the dialog. */
export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createToken,
    gcTime: 0,
    onSuccess: () => invalidate(queryClient, 'api_tokens'),
  });
}
