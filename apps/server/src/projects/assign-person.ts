import type { Assignment, AssignPersonBody } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, invalid } from '../platform/errors/domain-error.js';
import { emitSkillSignals } from '../signals/emit-skill-signals.js';
import { declaredSkillsOf } from './declare-skills.js';
import { lockProjectToJoin, requireActive } from './lock-project.js';
import { findAssignment } from './read-assignments.js';
import { requireActivePerson } from './require-active-person.js';

const IN_FUTURE = 'SELECT $1::timestamptz > now() AS "inFuture"';
const INSERT = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at, assigned_by_id)
  VALUES ($1, $2, $3, $4, coalesce($5::timestamptz, date_trunc('milliseconds', now())), $6)
  ON CONFLICT (profile_id, project_id) WHERE ended_at IS NULL DO NOTHING
  RETURNING id`;

/**
 * Assigns a person to an active project and emits `joined` signals for its declared skills in the same transaction. A person
 * may join again after an earlier assignment ended. Existing `joined` signals stay unchanged.
 *
 * @throws NOT_FOUND for an unknown project or person, PROJECT_NOT_ACTIVE, CONFLICT for a person who is already on the project
 *   or has left, VALIDATION_FAILED for a start in the future or a start that only admins may set (`assignment_start.sql`)
 */
export async function assignPerson(
  connection: Connection,
  caller: Pick<Caller, 'profileId'>,
  projectId: number,
  body: AssignPersonBody,
): Promise<Assignment> {
  const { profileId, role, tags = [], startedAt } = body;
  return connection.transaction(async (transaction) => {
    if (startedAt !== undefined) {
      const [answer] = await transaction.query<{ inFuture: boolean }>(IN_FUTURE, [startedAt]);
      if (answer?.inFuture) throw invalid('startedAt', 'must not be in the future');
    }
    requireActive(await lockProjectToJoin(transaction, projectId));
    await requireActivePerson(transaction, profileId);
    const [inserted] = await transaction.query<{ id: number }>(INSERT, [
      profileId,
      projectId,
      role,
      tags,
      startedAt ?? null,
      caller.profileId,
    ]);
    if (!inserted) throw new DomainError('CONFLICT', 'This person is already on the project.');
    const assignment = await findAssignment(transaction, inserted.id);
    const declared = await declaredSkillsOf(transaction, projectId);
    await emitSkillSignals({
      userId: profileId,
      sourceType: 'project',
      sourceId: projectId,
      signalType: 'joined',
      context: 'a person is assigned to a project',
      skillIds: declared.items.map((skill) => skill.id),
      createdAt: assignment.startedAt,
      connection: transaction,
    });
    return assignment;
  });
}
