import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { apiPages, apiQuery } from '#lib/api/queries.ts';

/** The signals from this project in each declared skill, without names. 403 unless the viewer is a member, its Tech Lead or an admin. */
export const coverageQuery = (projectId: number) =>
  apiQuery('/api/projects/{id}/skills/coverage', { path: { id: projectId }, query: { people: false } });

/** The same with the names that the viewer may see, for the download. */
export const namedCoverageQuery = (projectId: number) => apiQuery('/api/projects/{id}/skills/coverage', { path: { id: projectId } });

export const useCoverage = (projectId: number) => useQuery(coverageQuery(projectId));

/** The people behind the figures of one skill, by name: everyone on the project, and former members with signals. */
export const useCoveredPeople = (projectId: number, skillId: number, search: string | undefined) =>
  useInfiniteQuery({
    ...apiPages('/api/projects/{id}/skills/coverage/{skillId}/people', { path: { id: projectId, skillId }, query: { search } }),
    placeholderData: keepPreviousData,
  });

/** The declared skills that few people on the project have. 403 unless the viewer may see the skills of everyone. */
export const risksQuery = (projectId: number) => apiQuery('/api/projects/{id}/skills/risks', { path: { id: projectId }, query: {} });

export const useRisks = (projectId: number) => useQuery(risksQuery(projectId));
