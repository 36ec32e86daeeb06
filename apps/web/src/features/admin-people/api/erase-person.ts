import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { erasurePreviewQuery } from './read-erasure-preview.ts';

const erasePerson = ({ id, confirm }: { id: number; confirm: string }) =>
  answerOf(api.POST('/api/profiles/{id}/erase', { params: { path: { id } }, body: { confirm } }));

/**
 * Erases a person. The server answers 400 unless `confirm` is the address of the person, and 409 for the signed-in admin and for the
 * last admin. Every query is invalidated, because the name can be on any page.
 */
export function useErasePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: erasePerson,
    onSuccess: (_, { id }) => {
      // The preview is out of date now, and must not be fetched again.
      queryClient.removeQueries(erasurePreviewQuery(id));
      return queryClient.invalidateQueries();
    },
  });
}
