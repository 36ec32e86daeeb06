import type { DeclaredSkills, DeclareSkillsBody } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

/** The declared skills, with whether each is still active in the taxonomy. */
export const declaredSkillsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['projects', projectId, 'skills'],
    queryFn: ({ signal }) => request<DeclaredSkills>('GET', `/api/projects/${projectId}/skills`, { signal }),
  });

export const useDeclaredSkills = (projectId: number) => useQuery(declaredSkillsQuery(projectId));

/** Replaces the whole scope; what is left out is declared no longer, and its signals stand. */
export const useDeclareSkills = (projectId: number) =>
  useProjectChange((body: DeclareSkillsBody) => request<DeclaredSkills>('PUT', `/api/projects/${projectId}/skills`, { body }));
