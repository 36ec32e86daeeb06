import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** People whose name contains the text, best match first, for pickers and the palette. */
export const searchPeopleQuery = (search: string) => ({
  ...apiQuery('/api/profiles', { query: { search, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});

/** All people with this name, and possibly some with similar names, to show how they differ. */
export const namesakesQuery = (name: string) => ({
  ...apiQuery('/api/profiles', { query: { search: name, order: 'match', limit: 50 } }),
  staleTime: 60_000,
});
