import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The tokens that are not revoked, newest first, including expired ones. */
export const useTokens = () => useInfiniteQuery(apiPages('/api/api_tokens', {}));
