import type { ChangeAssignmentBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

export interface AssignmentChange extends ChangeAssignmentBody {
  assignmentId: number;
}

const changeAssignment = ({ assignmentId, ...body }: AssignmentChange) =>
  answerOf(api.PATCH('/api/assignments/{id}', { params: { path: { id: assignmentId } }, body }));

/** Changes the role and the tags. */
export const useChangeAssignment = () => useProjectChange(changeAssignment);
