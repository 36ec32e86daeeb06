import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const endSession = (id: number) => answerOf(api.DELETE('/api/sessions/{id}', { params: { path: { id } } }));

/** Ends one session of the signed-in person. 404 if it has already ended. */
export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: endSession, onSettled: () => invalidate(queryClient, 'sessions') });
}
