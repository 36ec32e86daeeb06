import type { UpdateMentorshipBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';
import { showStatus } from '#lib/status.ts';

interface Change extends UpdateMentorshipBody {
  id: number;
}

const changeSession = ({ id, ...body }: Change) => answerOf(api.PATCH('/api/mentorship_sessions/{id}', { params: { path: { id } }, body }));

export const isConflict = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'CONFLICT';

/**
 * Accepts, declines, completes, cancels or schedules a session. Where the other side was faster (CONFLICT), the bar below
 * says so, for the row that was pressed is gone with the list that is loaded again.
 */
export function useChangeSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changeSession,
    onSettled: () => invalidate(queryClient, 'mentorship_sessions'),
    onError: (error) => {
      if (isConflict(error))
        showStatus({ text: `${error.message} It was changed meanwhile; the list shows how it stands now.`, tone: 'failed', forMs: 12_000 });
    },
  });
}
