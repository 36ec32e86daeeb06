import type { MentorshipSession, RequestMentorshipBody } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import { DomainError, forbidden, invalid, notFound } from '../platform/errors/domain-error.js';
import { SESSION_FROM_WRITTEN } from './session-row.js';

const LOOK_UP = `
  SELECT i.id IS NOT NULL AND m.id IS NOT NULL AS "peopleExist",
         i.deactivated_at IS NULL AND m.deactivated_at IS NULL AS "peopleActive",
         $3::bigint IS NULL OR EXISTS (SELECT FROM projects WHERE id = $3) AS "projectExists"
    FROM (SELECT) nothing LEFT JOIN profiles i ON i.id = $1 LEFT JOIN profiles m ON m.id = $2`;
const INSERT = `
  WITH written AS (
    INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, project_id, scheduled_at) VALUES ($1, $2, $3, $4, $5) RETURNING *)
  ${SESSION_FROM_WRITTEN}`;

/**
 * Asks a mentor for a session. It is a request between two people: it leaves no row in the ledger, whatever its focus and
 * whatever skills its project declares.
 *
 * @throws FORBIDDEN for another's request, VALIDATION_FAILED where intern and mentor are one, NOT_FOUND for unknown people or
 *   an unknown project, CONFLICT where one of them has left
 */
export async function requestSession(connection: Connection, caller: Caller, body: RequestMentorshipBody): Promise<MentorshipSession> {
  const { mentorId, sessionFocus, projectId = null, scheduledAt = null } = body;
  const internId = body.internId ?? caller.profileId;
  if (internId !== caller.profileId && !caller.isAdmin) throw forbidden('Only admins may ask for a session on behalf of somebody else.');
  if (internId === mentorId) throw invalid('mentorId', 'must be somebody else than the intern');
  const found = one(
    await connection.query<{ peopleExist: boolean; peopleActive: boolean; projectExists: boolean }>(LOOK_UP, [
      internId,
      mentorId,
      projectId,
    ]),
  );
  if (!found.peopleExist) throw notFound('person');
  if (!found.projectExists) throw notFound('project');
  if (!found.peopleActive) throw new DomainError('CONFLICT', 'One of these people is not active any more.');
  return one(await connection.query<MentorshipSession>(INSERT, [internId, mentorId, sessionFocus, projectId, scheduledAt]));
}
