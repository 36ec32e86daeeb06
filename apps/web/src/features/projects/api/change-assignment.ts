import type { Assignment, ChangeAssignmentBody } from '@skilltrace/contract';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

export interface AssignmentChange extends ChangeAssignmentBody {
  assignmentId: number;
}

const changeAssignment = ({ assignmentId, ...body }: AssignmentChange) =>
  request<Assignment>('PATCH', `/api/assignments/${assignmentId}`, { body });

/** Changes role and tags. */
export const useChangeAssignment = () => useProjectChange(changeAssignment);
