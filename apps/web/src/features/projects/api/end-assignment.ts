import type { ChangeAssignmentBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

export interface EndAssignment {
  assignmentId: number;
}

// By the clock of the server: it refuses an end in the future, which a clock that is a moment ahead would send.
const now: ChangeAssignmentBody = { endNow: true };

const endAssignment = ({ assignmentId }: EndAssignment) =>
  answerOf(api.PATCH('/api/assignments/{id}', { params: { path: { id: assignmentId } }, body: now }));

/** Ends an assignment now. It emits nothing. 409 where it has ended meanwhile. */
export const useEndAssignment = () => useProjectChange(endAssignment);
