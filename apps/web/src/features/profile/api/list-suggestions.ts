import type { Suggestion } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

/** What was suggested about oneself, newest first, with what became of it. */
export const useOwnSuggestions = () => useInfiniteQuery(keysetQuery<Suggestion>(['suggestions'], '/api/suggestions'));
