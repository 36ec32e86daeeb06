import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** Projects whose name contains the text, best match first, for pickers and the palette. */
export const searchProjectsQuery = (search: string) => ({
  ...apiQuery('/api/projects', { query: { search, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});

/** A few active projects of a person, to distinguish people of the same name. */
export const projectsOnQuery = (profileId: number) => ({
  ...apiQuery('/api/projects', { query: { profileId, status: 'active', limit: 3 } }),
  staleTime: 60_000,
});
