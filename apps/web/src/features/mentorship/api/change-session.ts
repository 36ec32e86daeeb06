import { t } from '@lingui/core/macro';
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
 * Accepts, declines, completes, cancels or schedules a session. If the other person changed it first (CONFLICT), the status bar shows that,
 * because the row may disappear when the list is reloaded.
 */
export function useChangeSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changeSession,
    onSettled: () => invalidate(queryClient, 'mentorship_sessions'),
    onError: (error) => {
      if (!isConflict(error)) return;
      const { message: detail } = error;
      showStatus({
        text: t`${detail} Another person changed the session. The list shows its current state.`,
        tone: 'failed',
        forMs: 12_000,
      });
    },
  });
}
