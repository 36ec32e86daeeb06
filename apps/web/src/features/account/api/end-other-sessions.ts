import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const endOtherSessions = () => answerOf(api.DELETE('/api/sessions'));

/** Ends all sessions of the signed-in person except the current one. */
export function useEndOtherSessions() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: endOtherSessions, onSettled: () => invalidate(queryClient, 'sessions') });
}
