import type { Skill } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** One entry of the taxonomy, in use or not: the name behind an id in an address. */
export const skillQuery = (skillId: number) =>
  queryOptions({
    queryKey: ['skills', skillId],
    queryFn: ({ signal }) => request<Skill>('GET', `/api/skills/${skillId}`, { signal }),
    staleTime: 5 * 60_000,
  });
