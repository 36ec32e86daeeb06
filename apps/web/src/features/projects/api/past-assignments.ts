import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** Who was on the project and is not any more, the newest start first. */
const pastAssignmentsQuery = (projectId: number) =>
  apiPages('/api/projects/{id}/assignments', { path: { id: projectId }, query: { active: false, limit: 20 } });

export const usePastAssignments = (projectId: number) => useInfiniteQuery(pastAssignmentsQuery(projectId));
