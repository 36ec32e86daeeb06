import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** Projects whose name has this in it, what fits best first, for pickers and the palette. */
export const searchProjectsQuery = (search: string) => ({
  ...apiQuery('/api/projects', { query: { search, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});

/** The active projects that somebody is on, a few of them: for telling people apart. */
export const projectsOnQuery = (profileId: number) => ({
  ...apiQuery('/api/projects', { query: { profileId, status: 'active', limit: 3 } }),
  staleTime: 60_000,
});
