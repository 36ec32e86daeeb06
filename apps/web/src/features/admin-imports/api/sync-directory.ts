import type { DirectoryReport } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** Sends an organization file, unpacked. */
const syncDirectory = ({ content, idempotencyKey }: { content: Blob; idempotencyKey: string }) =>
  request<DirectoryReport>('POST', '/api/directory/sync', { body: content, contentType: 'application/json', idempotencyKey });

/** Brings everything in line with an organisation file; it may change whatever there is. */
export function useSyncDirectory() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: syncDirectory, onSuccess: () => queryClient.invalidateQueries() });
}
