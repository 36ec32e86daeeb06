import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages, apiQuery } from '#lib/api/queries.ts';

/** The person's own suggestions with their outcomes, newest first. */
export const ownSuggestionsQuery = () => apiPages('/api/suggestions', {});

export const useOwnSuggestions = () => useInfiniteQuery(ownSuggestionsQuery());

/** The decisions that the person has not seen. */
export const newDecisionsQuery = apiQuery('/api/suggestions', { query: { isSeen: false } });
