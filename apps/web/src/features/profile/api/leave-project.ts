import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

// The server sets the time, because it rejects an end in the future.
const leaveProject = (assignmentId: number) =>
  answerOf(api.PATCH('/api/assignments/{id}', { params: { path: { id: assignmentId } }, body: { endNow: true } }));

/** Ends an assignment of the signed-in person now. 409 if it has already ended. */
export function useLeaveProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: leaveProject,
    onSuccess: () => {
      // Assignments determine access, reviewers and the Core Stack.
      void invalidate(queryClient, 'profiles', 'projects', 'users', 'validation_inbox', 'skills');
    },
  });
}
