import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const invite = (profileId: number) => answerOf(api.POST('/api/profiles/{id}/invitation', { params: { path: { id: profileId } } }));

/** Makes a link with which a person sets a password, once. A former link stops working. */
export const useInvite = () => useMutation({ mutationFn: invite, gcTime: 0 });
