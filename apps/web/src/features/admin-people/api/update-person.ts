import type { UpdateProfileBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const updatePerson = ({ id, ...body }: UpdateProfileBody & { id: number }) =>
  answerOf(api.PATCH('/api/profiles/{id}', { params: { path: { id } }, body }));

/**
 * Changes a person. The server answers 409 when another person has the e-mail address, and when no admin would be left. Every query is
 * invalidated, because the change can affect names, assignments and tokens on any page.
 */
export function useUpdatePerson() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: updatePerson, onSuccess: () => queryClient.invalidateQueries() });
}
