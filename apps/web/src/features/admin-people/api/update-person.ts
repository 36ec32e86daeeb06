import type { UpdateProfileBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const updatePerson = ({ id, ...body }: UpdateProfileBody & { id: number }) =>
  answerOf(api.PATCH('/api/profiles/{id}', { params: { path: { id } }, body }));

/** Changes a person. 409 on a taken e-mail address, and where no admin would be left. It may reach any page: assignments, tokens, names. */
export function useUpdatePerson() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: updatePerson, onSuccess: () => queryClient.invalidateQueries() });
}
