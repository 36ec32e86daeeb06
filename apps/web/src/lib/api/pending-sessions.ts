import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { apiQuery } from './queries.ts';

/** Mentorship requests of and to a person that are not answered yet, for the count in the navigation. Mutations of sessions invalidate it. */
export const pendingSessionsQuery = (profileId: number) =>
  apiQuery('/api/mentorship_sessions', { query: { status: ['pending'], profileId, limit: LARGEST_PAGE_SIZE } });
