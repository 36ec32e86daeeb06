import type { ProposeSkillBody } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import { apiQuery, invalidate } from './queries.ts';

/** The skills that people suggested and no admin has answered, newest first, for admins: on the page of the taxonomy and as a count in the navigation. */
export const waitingProposalsQuery = apiQuery('/api/skill_proposals', { query: { status: 'waiting', limit: LARGEST_PAGE_SIZE } });

const propose = (body: ProposeSkillBody) => answerOf(api.POST('/api/skill_proposals', { body }));

/** Suggests a skill to the admins. The server answers 409 for the name of a skill, and for a name that the person suggested before. */
export function useProposeSkill() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: propose, onSuccess: () => invalidate(queryClient, 'skill_proposals') });
}
