import type { MentorshipSession, RequestMentorshipBody } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { DomainError, forbidden, invalid, notFound } from '../platform/errors/domain-error.js';
import { SESSION_FROM_WRITTEN } from './session-row.js';

const PROJECT_EXISTS = 'SELECT FROM projects WHERE id = $1';
// Waits for a concurrent deactivation or erasure of these people, and blocks new ones until the session is committed.
const LOCK_PEOPLE = 'SELECT deactivated_at IS NULL AS "isActive" FROM people_held($1::bigint[])';
const INSERT = `
  WITH written AS (
    INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, project_id, scheduled_at) VALUES ($1, $2, $3, $4, $5) RETURNING *)
  ${SESSION_FROM_WRITTEN}`;

/**
 * Requests a session with a mentor. It adds nothing to the ledger, regardless of its focus and the skills of its project.
 *
 * @throws FORBIDDEN for a request on behalf of another person, VALIDATION_FAILED if intern and mentor are the same person,
 *   NOT_FOUND for unknown people or projects, CONFLICT if one of the people has left
 */
export async function requestSession(connection: Connection, caller: Caller, body: RequestMentorshipBody): Promise<MentorshipSession> {
  const { mentorId, sessionFocus, projectId = null, scheduledAt = null } = body;
  const internId = body.internId ?? caller.profileId;
  if (internId !== caller.profileId && !caller.isAdmin) throw forbidden('Only admins may request a session on behalf of another person.');
  if (internId === mentorId) throw invalid('mentorId', 'must be a person other than the intern');
  return connection.transaction(async (transaction) => {
    const people = await transaction.query<{ isActive: boolean }>(LOCK_PEOPLE, [[internId, mentorId]]);
    if (people.length < 2) throw notFound('person');
    if (projectId !== null && (await transaction.query(PROJECT_EXISTS, [projectId])).length === 0) throw notFound('project');
    if (people.some(({ isActive }) => !isActive)) throw new DomainError('CONFLICT', 'One of these people is no longer active.');
    return singleRow(await transaction.query<MentorshipSession>(INSERT, [internId, mentorId, sessionFocus, projectId, scheduledAt]));
  });
}
