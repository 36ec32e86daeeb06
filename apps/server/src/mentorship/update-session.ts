import type { MentorshipSession, UpdateMentorshipBody } from '@skilltrace/contract';
import { roleIn, sessionChangeProblem } from '@skilltrace/domain/mentorship/session-change';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { SESSION_FROM_WRITTEN } from './session-row.js';

type Session = Pick<MentorshipSession, 'status' | 'internId' | 'mentorId'>;

const FIND = 'SELECT status, intern_id AS "internId", mentor_id AS "mentorId" FROM mentorship_sessions WHERE id = $1';
// The condition on the old status makes one of two concurrent changes find no row.
const UPDATE = `
  WITH written AS (
    UPDATE mentorship_sessions
       SET status = coalesce($3, status), scheduled_at = CASE WHEN $4 THEN $5 ELSE scheduled_at END,
           completed_at = CASE WHEN $3 = 'completed' THEN clock.at ELSE completed_at END
      FROM (SELECT date_trunc('milliseconds', now()) AS at) clock
     WHERE id = $1 AND status = $2 RETURNING *)
  ${SESSION_FROM_WRITTEN}`;

/**
 * Changes the status or the time of a session. Never changes the ledger, not even when the session is completed.
 *
 * @throws NOT_FOUND for outsiders, FORBIDDEN and CONFLICT as returned by `sessionChangeProblem`
 */
export async function updateSession(
  connection: Connection,
  caller: Caller,
  id: number,
  change: UpdateMentorshipBody,
): Promise<MentorshipSession> {
  // The loop terminates: each retry means that the status changed, and it changes at most twice.
  for (;;) {
    const [session] = await connection.query<Session>(FIND, [id]);
    const role = session && roleIn(session, caller.profileId, caller.isAdmin);
    if (!role) throw notFound('mentorship session');
    const problem = sessionChangeProblem(session.status, role, change);
    if (problem) throw new DomainError(problem.code, problem.sentence, problem);
    const values = [id, session.status, change.status ?? null, change.scheduledAt !== undefined, change.scheduledAt ?? null];
    const [updated] = await connection.transaction((transaction) => transaction.query<MentorshipSession>(UPDATE, values));
    if (updated) return updated;
  }
}
