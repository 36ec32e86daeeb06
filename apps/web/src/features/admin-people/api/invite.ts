import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const invite = (profileId: number) => answerOf(api.POST('/api/profiles/{id}/invitation', { params: { path: { id: profileId } } }));

/** Creates an invitation link, with which a person sets a password once. A previous link stops working. */
export const useInvite = () => useMutation({ mutationFn: invite, gcTime: 0 });
