import type { DeclareSkillsBody } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { apiQuery } from '#lib/api/queries.ts';
import { useProjectChange } from './use-project-change.ts';

/** The declared skills, with whether each is still active in the taxonomy. */
export const declaredSkillsQuery = (projectId: number) => apiQuery('/api/projects/{id}/skills', { path: { id: projectId } });

export const useDeclaredSkills = (projectId: number) => useQuery(declaredSkillsQuery(projectId));

/** Replaces the whole scope; what is left out is declared no longer, and its signals stand. */
export const useDeclareSkills = (projectId: number) =>
  useProjectChange((body: DeclareSkillsBody) =>
    answerOf(api.PUT('/api/projects/{id}/skills', { params: { path: { id: projectId } }, body })),
  );
