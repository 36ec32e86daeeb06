import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** What the team has done, anywhere, in each declared skill. 403 for who is not on the team, leads it or is an admin. */
export const coverageQuery = (projectId: number) => apiQuery('/api/projects/{id}/skills/coverage', { path: { id: projectId } });

export const useCoverage = (projectId: number) => useQuery(coverageQuery(projectId));
