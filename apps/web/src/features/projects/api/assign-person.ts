import type { AssignPersonBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

/** Assigns a person to the project and creates `joined` signals for its declared skills. 409 if the person is already on it or is no longer active. */
export const useAssignPerson = (projectId: number) =>
  useProjectChange((body: AssignPersonBody) =>
    answerOf(api.POST('/api/projects/{id}/assignments', { params: { path: { id: projectId } }, body })),
  );
