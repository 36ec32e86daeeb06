import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

/** Sets the language of a person's own pages. `null`: the language of the browser. */
export function useChangeLanguage(profileId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (language: string | null) =>
      answerOf(api.PATCH('/api/profiles/{id}', { params: { path: { id: profileId } }, body: { language } })),
    onSuccess: () => invalidate(queryClient, 'session'),
  });
}
