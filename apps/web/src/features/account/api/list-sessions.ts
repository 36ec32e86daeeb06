import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** Where one is signed in, begun last first. */
export const useOwnSessions = () => useInfiniteQuery(apiPages('/api/sessions', {}));
