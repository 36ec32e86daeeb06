import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { apiQuery } from '#lib/api/queries.ts';
import { useProjectChange } from './use-project-change.ts';

/** The consequences of completing the project now. Never cached. */
const completionPreviewQuery = (projectId: number) => ({
  ...apiQuery('/api/projects/{id}/completion_preview', { path: { id: projectId } }),
  staleTime: 0,
  gcTime: 0,
});

export const useCompletionPreview = (projectId: number) => useQuery(completionPreviewQuery(projectId));

/** Completes the project: creates `completed` signals for every active member and ends their assignments. A second call changes nothing. */
export const useCompleteProject = (projectId: number) =>
  useProjectChange(() => answerOf(api.POST('/api/projects/{id}/complete', { params: { path: { id: projectId } } })));
