import type { MentorshipStatus } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { isOpen, MENTORSHIP_STATUSES } from '@skilltrace/domain/mentorship/session';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

const OPEN = MENTORSHIP_STATUSES.filter(isOpen);
const ENDED = MENTORSHIP_STATUSES.filter((status) => !isOpen(status));

const sessionsQuery = (status: MentorshipStatus[], profileId: number | undefined, limit?: number) =>
  apiPages('/api/mentorship_sessions', { query: { status, profileId, limit } });

/** The sessions of all statuses. */
export const allSessionsQuery = (profileId: number | undefined) => apiPages('/api/mentorship_sessions', { query: { profileId } });

/** Pending and accepted sessions. Without a person: the sessions of all people, for admins. */
export const useOpenSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(OPEN, profileId, LARGEST_PAGE_SIZE));

/** Completed, declined and canceled sessions, newest first. */
export const usePastSessions = (profileId: number | undefined) => useInfiniteQuery(sessionsQuery(ENDED, profileId));
