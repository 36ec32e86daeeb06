import type { ProjectWithMembers } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** A project with its members; also the name behind an id in an address. */
export const projectQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['projects', projectId],
    queryFn: ({ signal }) => request<ProjectWithMembers>('GET', `/api/projects/${projectId}`, { signal }),
  });
