import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** People whose name has this in it, what fits best first, for pickers and the palette. */
export const searchPeopleQuery = (search: string) => ({
  ...apiQuery('/api/profiles', { query: { search, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});

/** Everybody who has exactly this name, and perhaps some more: for telling them apart. */
export const namesakesQuery = (name: string) => ({
  ...apiQuery('/api/profiles', { query: { search: name, order: 'match', limit: 50 } }),
  staleTime: 60_000,
});
