import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** The signals from this project in each declared skill. 403 unless the viewer is a member, its Tech Lead or an admin. */
export const coverageQuery = (projectId: number) => apiQuery('/api/projects/{id}/skills/coverage', { path: { id: projectId } });

export const useCoverage = (projectId: number) => useQuery(coverageQuery(projectId));
