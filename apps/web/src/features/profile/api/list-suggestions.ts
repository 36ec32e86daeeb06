import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The person's own suggestions with their outcomes, newest first. */
export const ownSuggestionsQuery = () => apiPages('/api/suggestions', {});

export const useOwnSuggestions = () => useInfiniteQuery(ownSuggestionsQuery());
