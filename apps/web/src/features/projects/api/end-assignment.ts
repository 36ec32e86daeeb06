import type { ChangeAssignmentBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

export interface EndAssignment {
  assignmentId: number;
}

// Uses the clock of the server, because it rejects an end in the future and the clock of the browser may be ahead.
const now: ChangeAssignmentBody = { endNow: true };

const endAssignment = ({ assignmentId }: EndAssignment) =>
  answerOf(api.PATCH('/api/assignments/{id}', { params: { path: { id: assignmentId } }, body: now }));

/** Ends an assignment now. This creates no signals. 409 if it has already ended. */
export const useEndAssignment = () => useProjectChange(endAssignment);
