import type { CreateProfileBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const addPerson = (body: CreateProfileBody) => answerOf(api.POST('/api/profiles', { body }));

/** Adds a person. The server answers 409 when another person has the e-mail address. */
export function useAddPerson() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: addPerson, onSuccess: () => invalidate(queryClient, 'profiles') });
}
