import type { ChangeProjectBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

/** Edits, archives or reactivates a project. 409 if a completed project would become active again. */
export const useChangeProject = (projectId: number) =>
  useProjectChange((body: ChangeProjectBody) => answerOf(api.PATCH('/api/projects/{id}', { params: { path: { id: projectId } }, body })));
