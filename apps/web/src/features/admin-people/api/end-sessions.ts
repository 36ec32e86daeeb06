import { useMutation } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const endSessions = (profileId: number) => request<void>('DELETE', `/api/profiles/${profileId}/sessions`);

/** Signs a person out everywhere. Password and API tokens stay. */
export const useEndSessions = () => useMutation({ mutationFn: endSessions });
