import type { Page, Project } from '@skilltrace/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Projects whose name has this in it, what fits best first, for pickers and the palette. */
export const searchProjectsQuery = (search: string) =>
  queryOptions({
    queryKey: ['projects', 'search', search],
    queryFn: ({ signal }) => request<Page<Project>>('GET', '/api/projects', { query: { search, order: 'match', limit: 8 }, signal }),
    placeholderData: keepPreviousData,
  });

/** The active projects that somebody is on, a few of them: for telling people apart. */
export const projectsOnQuery = (profileId: number) =>
  queryOptions({
    queryKey: ['projects', 'on', profileId],
    queryFn: ({ signal }) => request<Page<Project>>('GET', '/api/projects', { query: { profileId, status: 'active', limit: 3 }, signal }),
    staleTime: 60_000,
  });
