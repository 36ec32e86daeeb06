import type { Assignment, ChangeAssignmentBody } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, forbidden, invalid, notFound } from '../platform/errors/domain-error.js';
import { findAssignment } from './read-assignments.js';

// A completion ends assignments before it emits signals, so the lock on this row decides the order of the two.
const LOCK = `
  SELECT a.profile_id AS "profileId", a.started_at AS "startedAt", a.ended_at AS "endedAt", $2::timestamptz > now() AS "endsInFuture",
         p.tech_lead_id AS "techLeadId"
    FROM assignments a JOIN projects p ON p.id = a.project_id WHERE a.id = $1 FOR UPDATE OF a`;
// An update that the person posts concurrently is either visible here, or waits and is then rejected.
const WAIT_FOR_POSTS = 'SELECT FROM profiles WHERE id = (SELECT profile_id FROM assignments WHERE id = $1) FOR NO KEY UPDATE';
const ENDS_BEFORE_UPDATES = 'SELECT FROM ends_before_updates(ARRAY[$1::bigint], ARRAY[$2::timestamptz])';
const CHANGE = `
  UPDATE assignments
     SET role = coalesce($3, role), tags = coalesce($4::text[], tags),
         ended_at = coalesce($5::timestamptz, CASE WHEN $6::boolean THEN greatest(clock.at, started_at) END, ended_at)
    FROM (SELECT now() AS at) clock
   WHERE profile_id = $1 AND id = $2`;

interface LockedAssignment {
  profileId: number;
  startedAt: string;
  endedAt: string | null;
  endsInFuture: boolean | null;
  techLeadId: number;
}

/**
 * Changes the role and tags of an assignment, or ends it now or at a given time. Emits no signals, because leaving early
 * completes nothing.
 *
 * @throws NOT_FOUND; FORBIDDEN for role and tags if the caller is only the assigned person; VALIDATION_FAILED for an end in the
 *   future, before the start or before an update of the person; CONFLICT for changing or removing an existing end
 */
export async function changeAssignment(
  connection: Connection,
  caller: Caller,
  assignmentId: number,
  body: ChangeAssignmentBody,
): Promise<Assignment> {
  const { role, tags, endedAt, endNow = false } = body;
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (endedAt != null) await transaction.query(WAIT_FOR_POSTS, [assignmentId]);
    const [assignment] = await transaction.query<LockedAssignment>(LOCK, [assignmentId, endedAt ?? null]);
    if (!assignment) throw notFound('assignment');
    const isManager = caller.isAdmin || caller.profileId === assignment.techLeadId;
    if (!isManager && (role !== undefined || tags !== undefined))
      throw forbidden('Only the Tech Lead of this project and admins may set role and tags.');
    if (endNow && assignment.endedAt !== null) throw ended();
    requireEnd(assignment, endedAt);
    if (endedAt != null && (await transaction.query(ENDS_BEFORE_UPDATES, [assignmentId, endedAt])).length > 0)
      throw invalid('endedAt', 'must be after the last update that the person posted');
    await transaction.query(CHANGE, [assignment.profileId, assignmentId, role ?? null, tags ?? null, endedAt ?? null, endNow]);
    return findAssignment(transaction, assignmentId);
  });
}

const ended = () => new DomainError('CONFLICT', 'This assignment has ended. Its end cannot be changed.');

function requireEnd(assignment: LockedAssignment, endedAt: string | null | undefined): void {
  if (endedAt === undefined || endedAt === assignment.endedAt) return;
  if (assignment.endedAt !== null) throw ended();
  if (assignment.endsInFuture) throw invalid('endedAt', 'must not be in the future');
  if (endedAt !== null && endedAt < assignment.startedAt) throw invalid('endedAt', 'must not be before the start');
}
