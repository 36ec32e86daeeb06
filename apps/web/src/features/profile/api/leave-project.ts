import type { Assignment } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

// By the clock of the server, which refuses an end in the future.
const leaveProject = (assignmentId: number) => request<Assignment>('PATCH', `/api/assignments/${assignmentId}`, { body: { endNow: true } });

/** Ends one's own assignment now. 409 if it has ended already. */
export function useLeaveProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: leaveProject,
    onSuccess: () => {
      // Who may read which work, who decides and what is Core Stack follow from assignments.
      for (const first of ['profiles', 'projects', 'users', 'validation-inbox', 'skills'])
        void queryClient.invalidateQueries({ queryKey: [first] });
    },
  });
}
