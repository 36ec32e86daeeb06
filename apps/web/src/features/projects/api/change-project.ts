import type { ChangeProjectBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

/** Changes what is told of a project, archives it or takes it up again. 409 for taking up what was completed. */
export const useChangeProject = (projectId: number) =>
  useProjectChange((body: ChangeProjectBody) => answerOf(api.PATCH('/api/projects/{id}', { params: { path: { id: projectId } }, body })));
