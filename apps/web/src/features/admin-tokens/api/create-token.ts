import type { CreateApiTokenBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const createToken = (body: CreateApiTokenBody) => answerOf(api.POST('/api/api_tokens', { body }));

/** Creates a token. Only this response contains the token itself, so it is dropped when the dialog closes. */
export function useCreateToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createToken,
    gcTime: 0,
    onSuccess: () => invalidate(queryClient, 'api_tokens'),
  });
}
