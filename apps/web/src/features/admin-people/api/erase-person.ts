import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { erasurePreviewQuery } from './read-erasure-preview.ts';

const erasePerson = ({ id, confirm }: { id: number; confirm: string }) =>
  answerOf(api.POST('/api/profiles/{id}/erase', { params: { path: { id } }, body: { confirm } }));

/** Erases a person. 400 unless `confirm` is their address, 409 for oneself and the last admin. Their name is on any page. */
export function useErasePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: erasePerson,
    onSuccess: (_, { id }) => {
      // Not asked for again: what it would do is done.
      queryClient.removeQueries(erasurePreviewQuery(id));
      return queryClient.invalidateQueries();
    },
  });
}
