import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages, apiQuery } from '#lib/api/queries.ts';

/** The skills that a person suggested to the admins, newest first. */
export const ownProposalsQuery = (profileId: number) => apiPages('/api/skill_proposals', { query: { profileId } });

export const useOwnProposals = (profileId: number) => useInfiniteQuery(ownProposalsQuery(profileId));

/** The answers that the person has not seen. */
export const newAnswersQuery = (profileId: number) => apiQuery('/api/skill_proposals', { query: { profileId, isSeen: false } });
