import type { Assignment, AssignPersonBody } from '@skilltrace/contract';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

/** Puts a person on the project; emits `joined` for its declared skills. 409 for who is on it already or has left. */
export const useAssignPerson = (projectId: number) =>
  useProjectChange((body: AssignPersonBody) => request<Assignment>('POST', `/api/projects/${projectId}/assignments`, { body }));
