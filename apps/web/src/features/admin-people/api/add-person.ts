import type { CreateProfileBody, Profile } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const addPerson = (body: CreateProfileBody) => request<Profile>('POST', '/api/profiles', { body });

/** Adds a person. 409 on a taken e-mail address. */
export function useAddPerson() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: addPerson, onSuccess: () => queryClient.invalidateQueries({ queryKey: ['profiles'] }) });
}
