import type { SkillCoverage } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** What the team has done, anywhere, in each declared skill. 403 for who is not on the team, leads it or is an admin. */
export const coverageQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['projects', projectId, 'skills', 'coverage'],
    queryFn: ({ signal }) => request<SkillCoverage>('GET', `/api/projects/${projectId}/skills/coverage`, { signal }),
  });

export const useCoverage = (projectId: number) => useQuery(coverageQuery(projectId));
