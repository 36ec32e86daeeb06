import type { Invitation } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const invite = (profileId: number) => request<Invitation>('POST', `/api/profiles/${profileId}/invitation`);

/** Makes a link with which a person sets a password, once. A former link stops working. */
export const useInvite = () => useMutation({ mutationFn: invite, gcTime: 0 });
