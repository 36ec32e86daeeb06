import type { ProficiencyLevel, SuggestionStatus } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';

/** A decision to write: the new state of the suggestion, and the change of the validated skill. */
export interface DecisionToWrite {
  id: number;
  profileId: number;
  skillId: number;
  status: Exclude<SuggestionStatus, 'PENDING'>;
  /** The confirmed level. Null for a rejection. */
  level: ProficiencyLevel | null;
  /** Whether the validated skill is withdrawn. The suggestion then stores the withdrawn level. */
  withdraws: boolean;
  decidedAt: string;
  /** For the person. A decision that withdraws a level needs one. */
  comment: string | null;
}

const DECISIONS = `
  jsonb_to_recordset($1::jsonb) AS d(id bigint, "profileId" bigint, "skillId" bigint, status suggestion_status, level proficiency_level,
                                     withdraws boolean, "decidedAt" timestamptz, comment text)`;
// Locks all rows in one order before any is written. Deleting some and then upserting others would lock them in two orders.
const LOCK_VALIDATED = `
  SELECT FROM employee_skills e JOIN ${DECISIONS} ON d."profileId" = e.profile_id AND d."skillId" = e.skill_id
   WHERE d.withdraws OR d.level IS NOT NULL
   ORDER BY e.profile_id, e.skill_id FOR UPDATE OF e`;
const WITHDRAW = `
  WITH gone AS (
    DELETE FROM employee_skills e USING ${DECISIONS}
     WHERE d.withdraws AND d."profileId" = e.profile_id AND d."skillId" = e.skill_id
    RETURNING d.id, e.*
  )
  INSERT INTO withdrawn_levels (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id)
  SELECT profile_id, id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id FROM gone
  RETURNING suggestion_id AS id, proficiency_level AS level`;
const CONFIRM = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT d."profileId", d."skillId", d.level, d."decidedAt", $2::bigint FROM ${DECISIONS} WHERE d.level IS NOT NULL ORDER BY 1, 2
  ON CONFLICT (profile_id, skill_id) DO UPDATE
     SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at,
         last_validated_by_id = excluded.last_validated_by_id, imported_at = NULL, imported_validator_id = NULL`;
const RESOLVE = `
  UPDATE suggestions s SET status = d.status, resolved_at = d."decidedAt", resolved_by_id = $2::bigint, resolved_proficiency = d.level
    FROM ${DECISIONS} WHERE s.profile_id = d."profileId" AND s.id = d.id`;
const COMMENT = `
  INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at)
  SELECT d."profileId", d.id, $2::bigint, d.comment, d."decidedAt" FROM ${DECISIONS} WHERE d.comment IS NOT NULL`;

/**
 * Writes decisions on locked suggestions, with at most five statements for any number of them. Confirmed levels are upserted with the
 * validator and the time of the decision. A withdrawn validation is kept, so that it can be restored. Emits no signals.
 */
export async function writeDecisions(transaction: Transaction, validatorId: number, decisions: readonly DecisionToWrite[]): Promise<void> {
  const asJson = JSON.stringify(decisions);
  await transaction.query(LOCK_VALIDATED, [asJson]);
  const withdrawn = await transaction.query<{ id: number; level: ProficiencyLevel }>(WITHDRAW, [asJson]);
  await transaction.query(CONFIRM, [asJson, validatorId]);
  const levelOf = new Map(withdrawn.map(({ id, level }) => [id, level]));
  const resolved = decisions.map((decision) => ({ ...decision, level: levelOf.get(decision.id) ?? decision.level }));
  await transaction.query(RESOLVE, [JSON.stringify(resolved), validatorId]);
  if (decisions.some(({ comment }) => comment !== null)) await transaction.query(COMMENT, [asJson, validatorId]);
}
