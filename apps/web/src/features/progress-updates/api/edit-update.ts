import type { ShownProgressUpdate } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { putIntoFeed } from './list-updates.ts';
import { updateQuery } from './read-update.ts';

/** Rewrites the content of one's own update. Its signals stay as they are. */
export function useEditUpdate(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (content: string) => request<ShownProgressUpdate>('PATCH', `/api/progress_updates/${id}`, { body: { content } }),
    onSuccess: (edited) => {
      putIntoFeed(queryClient, edited);
      queryClient.setQueryData(updateQuery(id).queryKey, edited);
      void queryClient.invalidateQueries({ queryKey: ['validation-inbox'] });
    },
  });
}
