import type { Assignment } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

/** Who was on the project and is not any more, the newest start first. */
export const pastAssignmentsQuery = (projectId: number) =>
  keysetQuery<Assignment>(['projects', projectId, 'assignments', 'past'], `/api/projects/${projectId}/assignments`, {
    active: false,
    limit: 20,
  });

export const usePastAssignments = (projectId: number) => useInfiniteQuery(pastAssignmentsQuery(projectId));
