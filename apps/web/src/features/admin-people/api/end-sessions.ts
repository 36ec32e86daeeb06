import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const endSessions = (profileId: number) => answerOf(api.DELETE('/api/profiles/{id}/sessions', { params: { path: { id: profileId } } }));

/** Ends all sessions of a person. The password and the API tokens are kept. */
export const useEndSessions = () => useMutation({ mutationFn: endSessions });
