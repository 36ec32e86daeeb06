import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { translateOrganizationReport } from '#lib/api/translate-problem.ts';

/** Sends an organization file, uncompressed. */
const syncDirectory = async ({ content, idempotencyKey }: { content: Blob; idempotencyKey: string }) =>
  translateOrganizationReport(
    await answerOf(
      api.POST('/api/directory/sync', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        // The file is sent unchanged; the server validates its content.
        body: {},
        bodySerializer: () => content,
      }),
    ),
  );

/** Imports an organization file. Every query is invalidated, because the file can change any record. */
export function useSyncDirectory() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: syncDirectory, onSuccess: () => queryClient.invalidateQueries() });
}
