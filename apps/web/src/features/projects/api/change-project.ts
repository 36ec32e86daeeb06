import type { ChangeProjectBody, ProjectWithMembers } from '@skilltrace/contract';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

/** Changes what is told of a project, archives it or takes it up again. 409 for taking up what was completed. */
export const useChangeProject = (projectId: number) =>
  useProjectChange((body: ChangeProjectBody) => request<ProjectWithMembers>('PATCH', `/api/projects/${projectId}`, { body }));
