import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invalidate } from '#lib/api/queries.ts';

// A change of a project may change the ledger, who leads whom, what a person's page shows and who is asked in the Inbox.
const AFTERWARDS = ['projects', 'users', 'organization', 'profiles', 'session', 'validation_inbox', 'skills'] as const;

/** A mutation after which everything that hangs on a project is read anew. */
export function useProjectChange<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      // Not waited for: what a project shows next may take away the dialog that waits to be told of its success.
      void invalidate(queryClient, ...AFTERWARDS);
    },
  });
}
