import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';
import { putIntoFeed } from './list-updates.ts';
import { updateQuery } from './read-update.ts';

/** Edits the content of the viewer's own update. Its signals do not change. */
export function useEditUpdate(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (content: string) => answerOf(api.PATCH('/api/progress_updates/{id}', { params: { path: { id } }, body: { content } })),
    onSuccess: (edited) => {
      putIntoFeed(queryClient, edited);
      queryClient.setQueryData(updateQuery(id).queryKey, edited);
      void invalidate(queryClient, 'validation_inbox');
    },
  });
}
