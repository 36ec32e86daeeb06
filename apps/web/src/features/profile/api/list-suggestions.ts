import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** What was suggested about oneself, newest first, with what became of it. */
export const useOwnSuggestions = () => useInfiniteQuery(apiPages('/api/suggestions', {}));
