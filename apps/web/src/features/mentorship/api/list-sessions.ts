import type { MentorshipStatus } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { isOpen, MENTORSHIP_STATUSES } from '@skilltrace/domain/mentorship/session';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

const OPEN = MENTORSHIP_STATUSES.filter(isOpen);
const ENDED = MENTORSHIP_STATUSES.filter((status) => !isOpen(status));

const sessionsQuery = (status: MentorshipStatus[], profileId: number | undefined, limit?: number) =>
  apiPages('/api/mentorship_sessions', { query: { status, profileId, limit } });

/** Sessions that are asked for or accepted; of everybody (for admins) where no person is named. */
export const useOpenSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(OPEN, profileId, LARGEST_PAGE_SIZE));

/** Sessions that nothing happens to any more, newest first. */
export const usePastSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(ENDED, profileId));
