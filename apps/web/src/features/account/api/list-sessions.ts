import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The active sessions of the signed-in person, newest first. */
export const useOwnSessions = () => useInfiniteQuery(apiPages('/api/sessions', {}));
