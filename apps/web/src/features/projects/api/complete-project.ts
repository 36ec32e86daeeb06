import type { CompletedProject, CompletionPreview } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

/** What completing would do at this moment; never out of a cache. */
export const completionPreviewQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['projects', projectId, 'completion-preview'],
    queryFn: ({ signal }) => request<CompletionPreview>('GET', `/api/projects/${projectId}/completion_preview`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const useCompletionPreview = (projectId: number) => useQuery(completionPreviewQuery(projectId));

/** Completes the project: `completed` for every active member, and their assignments end. A second call changes nothing. */
export const useCompleteProject = (projectId: number) =>
  useProjectChange(() => request<CompletedProject>('POST', `/api/projects/${projectId}/complete`));
