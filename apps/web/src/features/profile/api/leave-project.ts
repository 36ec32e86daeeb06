import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

// By the clock of the server, which refuses an end in the future.
const leaveProject = (assignmentId: number) =>
  answerOf(api.PATCH('/api/assignments/{id}', { params: { path: { id: assignmentId } }, body: { endNow: true } }));

/** Ends one's own assignment now. 409 if it has ended already. */
export function useLeaveProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: leaveProject,
    onSuccess: () => {
      // Who may read which work, who decides and what is Core Stack follow from assignments.
      void invalidate(queryClient, 'profiles', 'projects', 'users', 'validation_inbox', 'skills');
    },
  });
}
