import type { OwnSession } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

/** Where one is signed in, begun last first. */
export const useOwnSessions = () => useInfiniteQuery(keysetQuery<OwnSession>(['sessions'], '/api/sessions'));
