import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

/** Sends an organization file, unpacked. */
const syncDirectory = ({ content, idempotencyKey }: { content: Blob; idempotencyKey: string }) =>
  answerOf(
    api.POST('/api/directory/sync', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      // The file is sent as it is; the server checks what it holds.
      body: {},
      bodySerializer: () => content,
    }),
  );

/** Brings everything in line with an organization file; it may change whatever there is. */
export function useSyncDirectory() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: syncDirectory, onSuccess: () => queryClient.invalidateQueries() });
}
