import type { AcceptSkillProposalBody, DeclineSkillProposalBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const accept = ({ id, ...body }: AcceptSkillProposalBody & { id: number }) =>
  answerOf(api.POST('/api/skill_proposals/{id}/accept', { params: { path: { id } }, body }));
const decline = ({ id, ...body }: DeclineSkillProposalBody & { id: number }) =>
  answerOf(api.POST('/api/skill_proposals/{id}/decline', { params: { path: { id } }, body }));

/** Accepts a suggested skill. The server answers 409 if another admin was faster, and for the name of another skill. */
export function useAcceptProposal() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: accept, onSettled: () => invalidate(queryClient, 'skill_proposals', 'skills', 'skill_categories') });
}

/** Declines a suggested skill. The server answers 409 if another admin was faster. */
export function useDeclineProposal() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: decline, onSettled: () => invalidate(queryClient, 'skill_proposals') });
}
