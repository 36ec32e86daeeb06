import type { MentorshipSession, MentorshipStatus } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

const OPEN: MentorshipStatus[] = ['pending', 'accepted'];
const OVER: MentorshipStatus[] = ['completed', 'declined', 'cancelled'];

const sessionsQuery = (status: MentorshipStatus[], profileId: number | undefined, limit?: number) =>
  keysetQuery<MentorshipSession>(['mentorship-sessions', { status, profileId }], '/api/mentorship_sessions', { status, profileId, limit });

/** Sessions that are asked for or accepted; of everybody (for admins) where no person is named. */
export const useOpenSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(OPEN, profileId, 200));

/** Sessions that nothing happens to any more, newest first. */
export const usePastSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(OVER, profileId));
