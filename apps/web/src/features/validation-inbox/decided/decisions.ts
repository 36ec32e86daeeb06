import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { apiPages, invalidate } from '#lib/api/queries.ts';

/** Which decisions a list shows: the viewer's own, or those that withdrew a level that the viewer can restore. */
export type ShownDecisions = 'decided' | 'restorable';

/** Decisions, newest first. */
export const useDecisions = (show: ShownDecisions) =>
  useInfiniteQuery(apiPages('/api/validation_inbox/decisions', show === 'restorable' ? { query: { isRestorable: true } } : {}));

const restoreLevel = (suggestionId: number) =>
  answerOf(api.POST('/api/validation_inbox/decisions/{id}/restore', { params: { path: { id: suggestionId } } }));

/** Restores the level that a decision withdrew. The server answers 409 if another person restored it, or decided about the skill since. */
export function useRestoreLevel() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: restoreLevel,
    onSettled: () => invalidate(queryClient, 'validation_inbox', 'profiles'),
  });
}
