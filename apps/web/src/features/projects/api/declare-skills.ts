import type { DeclareSkillsBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

/** Replaces all declared skills. Signals of removed skills are kept. */
export const useDeclareSkills = (projectId: number) =>
  useProjectChange((body: DeclareSkillsBody) =>
    answerOf(api.PUT('/api/projects/{id}/skills', { params: { path: { id: projectId } }, body })),
  );
