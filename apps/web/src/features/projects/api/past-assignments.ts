import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** The assignments that are no longer active, the newest start first. */
const pastAssignmentsQuery = (projectId: number) =>
  apiPages('/api/projects/{id}/assignments', { path: { id: projectId }, query: { active: false, limit: 20 } });

export const usePastAssignments = (projectId: number) => useInfiniteQuery(pastAssignmentsQuery(projectId));
