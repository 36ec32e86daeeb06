import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const endOtherSessions = () => request<void>('DELETE', '/api/sessions');

/** Ends every session of one's own but this one. */
export function useEndOtherSessions() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: endOtherSessions, onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }) });
}
