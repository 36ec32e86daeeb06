import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { apiPages, apiQuery } from '#lib/api/queries.ts';

export interface MemberFilter {
  /** Part of the name. */
  search: string | undefined;
  /** By name unless the newest assignments come first. */
  isNewestFirst: boolean;
}

/** The people with an active assignment. */
export const membersQuery = (projectId: number, { search, isNewestFirst }: MemberFilter) =>
  apiPages('/api/projects/{id}/assignments', {
    path: { id: projectId },
    query: { active: true, search, order: isNewestFirst ? 'started' : 'name' },
  });

/** Keeps the previous list visible while another one loads. */
export const useMembers = (projectId: number, filter: MemberFilter) =>
  useInfiniteQuery({ ...membersQuery(projectId, filter), placeholderData: keepPreviousData });

/** The active assignment of a person on a project, if there is one. */
export function useAssignmentOf(projectId: number, profileId: number | undefined) {
  const query = useQuery({
    ...apiQuery('/api/projects/{id}/assignments', { path: { id: projectId }, query: { active: true, profileId } }),
    enabled: profileId !== undefined,
  });
  return profileId === undefined ? undefined : query.data?.items[0];
}

/** An assignment, for the dialogs that change it. */
export function useAssignment(assignmentId: number | undefined) {
  const query = useQuery({
    ...apiQuery('/api/assignments/{id}', { path: { id: assignmentId ?? 0 } }),
    enabled: assignmentId !== undefined,
  });
  return assignmentId === undefined ? undefined : query.data;
}
