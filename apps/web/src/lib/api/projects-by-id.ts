import type { ProjectWithMembers } from '@skilltrace/contract';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { request } from './request.ts';

const projectQuery = (id: number) =>
  queryOptions({
    queryKey: ['projects', id],
    queryFn: ({ signal }) => request<ProjectWithMembers>('GET', `/api/projects/${id}`, { signal }),
    staleTime: 5 * 60_000,
  });

/** The names of projects; one that is on its way or does not exist is missing. */
export function useProjectNames(ids: readonly number[]): ReadonlyMap<number, string> {
  return useQueries({
    queries: ids.map(projectQuery),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : []))),
  });
}
