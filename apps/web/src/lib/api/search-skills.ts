import type { Page, Skill } from '@skilltrace/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Active skills whose name has this in it, what fits best first, for pickers and the palette. */
export const searchSkillsQuery = (search: string) =>
  queryOptions({
    queryKey: ['skills', 'search', search],
    queryFn: ({ signal }) =>
      request<Page<Skill>>('GET', '/api/skills', { query: { search, isActive: true, order: 'match', limit: 8 }, signal }),
    placeholderData: keepPreviousData,
  });
