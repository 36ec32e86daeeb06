import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

/** Shares the person's own validated skills with everyone signed in, or stops sharing them. */
export function useShareSkills(profileId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sharesValidatedSkills: boolean) =>
      answerOf(api.PATCH('/api/profiles/{id}', { params: { path: { id: profileId } }, body: { sharesValidatedSkills } })),
    onSuccess: () => invalidate(queryClient, 'profiles'),
  });
}
