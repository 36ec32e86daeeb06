import type { AssignPersonBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

/** Puts a person on the project; emits `joined` for its declared skills. 409 for who is on it already or has left. */
export const useAssignPerson = (projectId: number) =>
  useProjectChange((body: AssignPersonBody) =>
    answerOf(api.POST('/api/projects/{id}/assignments', { params: { path: { id: projectId } }, body })),
  );
