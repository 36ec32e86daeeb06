import type { ApiToken } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

/** The tokens that are not revoked, newest first; those that have expired are among them. */
export const useTokens = () => useInfiniteQuery(keysetQuery<ApiToken>(['api-tokens'], '/api/api_tokens'));
