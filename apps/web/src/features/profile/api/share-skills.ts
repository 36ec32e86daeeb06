import type { Profile } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** Shares one's own validated skills with everybody who is signed in, or stops sharing them. */
export function useShareSkills(profileId: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (sharesValidatedSkills: boolean) =>
      request<Profile>('PATCH', `/api/profiles/${profileId}`, { body: { sharesValidatedSkills } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['profiles'] }),
  });
}
