import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const endSession = (id: number) => request<void>('DELETE', `/api/sessions/${id}`);

/** Ends a session of one's own. 404 where it has ended already. */
export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: endSession, onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }) });
}
