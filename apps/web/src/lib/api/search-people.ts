import type { Page, ProfileItem } from '@skilltrace/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** People whose name has this in it, what fits best first, for pickers and the palette. */
export const searchPeopleQuery = (search: string) =>
  queryOptions({
    queryKey: ['profiles', 'search', search],
    queryFn: ({ signal }) => request<Page<ProfileItem>>('GET', '/api/profiles', { query: { search, order: 'match', limit: 8 }, signal }),
    placeholderData: keepPreviousData,
  });

/** Everybody who has exactly this name, and perhaps some more: for telling them apart. */
export const namesakesQuery = (name: string) =>
  queryOptions({
    queryKey: ['profiles', 'namesakes', name],
    queryFn: ({ signal }) =>
      request<Page<ProfileItem>>('GET', '/api/profiles', { query: { search: name, order: 'match', limit: 50 }, signal }),
    staleTime: 60_000,
  });
