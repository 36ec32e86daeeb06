import type { RestoredLevel } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { DomainError, forbidden, notFound } from '../platform/errors/domain-error.js';

const FIND = `
  SELECT w.profile_id AS "profileId", w.restored_at AS "restoredAt", g.resolved_by_id AS "withdrawnById",
         EXISTS (SELECT FROM restorable_levels r WHERE r.profile_id = w.profile_id AND r.suggestion_id = w.suggestion_id) AS "isRestorable"
    FROM suggestions g
    JOIN withdrawn_levels w ON w.profile_id = g.profile_id AND w.suggestion_id = g.id
    JOIN profiles p ON p.id = g.profile_id AND p.erased_at IS NULL
   WHERE g.id = $1`;
// A trigger repeats the checks, for a restoration or a decision that committed since.
const MARK = `
  UPDATE withdrawn_levels SET restored_at = date_trunc('milliseconds', now()), restored_by_id = $3::bigint
   WHERE profile_id = $1 AND suggestion_id = $2
  RETURNING suggestion_id AS "suggestionId", profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS "proficiencyLevel",
            last_validated_at AS "lastValidatedAt", restored_at AS "restoredAt"`;
// Waits for a running decision that validates the skill.
const VALIDATE = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id)
  SELECT profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id
    FROM withdrawn_levels WHERE profile_id = $1 AND suggestion_id = $2
  ON CONFLICT DO NOTHING
  RETURNING skill_id AS "skillId"`;

interface Withdrawal {
  profileId: number;
  restoredAt: string | null;
  withdrawnById: number;
  isRestorable: boolean;
}

/**
 * Restores the validation that a decision withdrew, with its level, time and validator: a correction of a mistake, and not a new
 * validation. Only for the person who withdrew it and admins, never about themselves. The decision stays, with its comment.
 *
 * @throws NOT_FOUND for other suggestions; FORBIDDEN about oneself; CONFLICT for a second restoration, or after a later decision
 */
export async function restoreLevel(connection: Connection, caller: Caller, suggestionId: number): Promise<RestoredLevel> {
  return connection.transaction(async (transaction) => {
    const [withdrawal] = await transaction.query<Withdrawal & Record<string, unknown>>(FIND, [suggestionId]);
    if (!withdrawal) throw notFound('suggestion');
    const { profileId, restoredAt, withdrawnById, isRestorable } = withdrawal;
    if (peopleBehind(caller).includes(profileId)) throw forbidden('You cannot restore a level of your own skills.');
    if (withdrawnById !== caller.profileId && !caller.isAdmin) throw notFound('suggestion');
    if (restoredAt !== null) throw new DomainError('CONFLICT', 'This level was already restored.');
    if (!isRestorable) throw decidedSince();
    const restored = singleRow(
      await transaction.query<RestoredLevel & Record<string, unknown>>(MARK, [profileId, suggestionId, caller.profileId]),
    );
    const validated = await transaction.query<{ skillId: number }>(VALIDATE, [profileId, suggestionId]);
    if (validated.length === 0) throw decidedSince();
    return restored;
  });
}

const decidedSince = () => new DomainError('CONFLICT', 'A later decision is about this skill, so the withdrawn level cannot be restored.');
