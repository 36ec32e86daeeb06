import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const endSessions = (profileId: number) => answerOf(api.DELETE('/api/profiles/{id}/sessions', { params: { path: { id: profileId } } }));

/** Signs a person out everywhere. Password and API tokens stay. */
export const useEndSessions = () => useMutation({ mutationFn: endSessions });
