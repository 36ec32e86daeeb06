import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invalidate } from '#lib/api/queries.ts';

// A change of a project may affect the ledger, Tech Leads, profiles and the Inbox.
const AFTERWARDS = ['projects', 'users', 'organization', 'profiles', 'session', 'validation_inbox', 'skills'] as const;

/** A mutation that reloads all data that depends on a project. */
export function useProjectChange<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      // Not awaited: the reloaded project may remove the dialog before its own `onSuccess` runs.
      void invalidate(queryClient, ...AFTERWARDS);
    },
  });
}
