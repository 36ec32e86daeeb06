import type { ErasedPerson } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const erasePerson = ({ id, confirm }: { id: number; confirm: string }) =>
  request<ErasedPerson>('POST', `/api/profiles/${id}/erase`, { body: { confirm } });

/** Erases a person. 400 unless `confirm` is their address, 409 for oneself and the last admin. Their name is on any page. */
export function useErasePerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: erasePerson,
    onSuccess: (_, { id }) => {
      // Not asked for again: what it would do is done.
      queryClient.removeQueries({ queryKey: ['profiles', id, 'erasure_preview'] });
      return queryClient.invalidateQueries();
    },
  });
}
