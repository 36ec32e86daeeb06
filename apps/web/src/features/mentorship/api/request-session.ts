import type { MentorshipSession, RequestMentorshipBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const requestSession = (body: RequestMentorshipBody) => request<MentorshipSession>('POST', '/api/mentorship_sessions', { body });

/** Asks a mentor for a session. */
export function useRequestSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: requestSession,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['mentorship-sessions'] }),
  });
}
