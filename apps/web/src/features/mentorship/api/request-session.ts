import type { RequestMentorshipBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const requestSession = (body: RequestMentorshipBody) => answerOf(api.POST('/api/mentorship_sessions', { body }));

/** Requests a session with a mentor. */
export function useRequestSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: requestSession,
    onSuccess: () => invalidate(queryClient, 'mentorship_sessions'),
  });
}
