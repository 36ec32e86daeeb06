import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const deleteView = (id: number) => answerOf(api.DELETE('/api/saved_views/{id}', { params: { path: { id } } }));

/** Deletes a view for everyone who sees it. */
export function useDeleteView() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: deleteView, onSettled: () => invalidate(queryClient, 'saved_views') });
}
