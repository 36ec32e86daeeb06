import type { DirectoryReport } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** The file goes as it lies on the disk: up to 64 MB need not become text and bytes again in between. */
const syncDirectory = ({ file, idempotencyKey }: { file: File; idempotencyKey: string }) =>
  request<DirectoryReport>('POST', '/api/directory/sync', { body: file, contentType: 'application/json', idempotencyKey });

/** Brings everything in line with an organisation file; it may change whatever there is. */
export function useSyncDirectory() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: syncDirectory, onSuccess: () => queryClient.invalidateQueries() });
}
