import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The assignments that are no longer active, the newest start first. */
const pastAssignmentsQuery = (projectId: number) =>
  apiPages('/api/projects/{id}/assignments', { path: { id: projectId }, query: { active: false, limit: 20 } });

/** All assignments, current and past. */
export const assignmentsQuery = (projectId: number) => apiPages('/api/projects/{id}/assignments', { path: { id: projectId } });

export const usePastAssignments = (projectId: number) => useInfiniteQuery(pastAssignmentsQuery(projectId));
