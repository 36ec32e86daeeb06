import type { Page, ProfileItem } from '@skilltrace/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** People whose name has this in it, for pickers and the palette. */
export const searchPeopleQuery = (search: string) =>
  queryOptions({
    queryKey: ['profiles', 'search', search],
    queryFn: ({ signal }) => request<Page<ProfileItem>>('GET', '/api/profiles', { query: { search, limit: 8 }, signal }),
    placeholderData: keepPreviousData,
  });
