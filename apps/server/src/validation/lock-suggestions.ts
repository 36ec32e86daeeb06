import type { Suggestion } from '@skilltrace/contract';
import type { SuggestionToDecide } from '@skilltrace/domain/validation/decision';
import type { Transaction } from '../platform/database/connection.js';

/*
 * Lock order: suggestions by person and id, then validated skills by person and skill. The suggestions are written last. This avoids
 * a deadlock with transactions that write validated skills first and then add suggestions.
 */

// A suggestion that was created after this transaction began cannot be decided in it, because its decision would be dated earlier.
const LOCK = `
  SELECT id FROM suggestions
   WHERE id = ANY ($1::bigint[]) AND status = 'PENDING' AND created_at <= now() + interval '1 millisecond'
   ORDER BY profile_id, id FOR UPDATE`;
// A separate statement sees what was committed while this transaction waited for the locks: other decisions and changes of Tech Leads.
const READ = `
  SELECT s.id, s.profile_id AS "profileId", s.skill_id AS "skillId", s.status, s.source,
         s.suggested_proficiency AS "suggestedProficiency", s.resolved_proficiency AS "resolvedProficiency", s.resolved_at AS "resolvedAt",
         CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS "resolvedBy",
         person.name AS "employeeName", skill.skill_name AS "skillName",
         leads_this_person($3, s.profile_id) AS "leadsThem",
         EXISTS (SELECT FROM employee_skills e WHERE e.profile_id = s.profile_id AND e.skill_id = s.skill_id) AS "isValidated",
         greatest(s.created_at, date_trunc('milliseconds', now())) AS "decidedAt"
    FROM suggestions s
    JOIN profiles person ON person.id = s.profile_id
    JOIN skills skill ON skill.id = s.skill_id
    LEFT JOIN profiles r ON r.id = s.resolved_by_id
   WHERE s.id = ANY ($1::bigint[]) AND (s.status <> 'PENDING' OR s.id = ANY ($2::bigint[]))`;

/** A locked suggestion with the data for a decision on it, and the time of that decision. */
export type LockedSuggestion = SuggestionToDecide &
  Pick<Suggestion, 'id' | 'skillId' | 'skillName'> & { employeeName: string; decidedAt: string };

/**
 * Locks the pending suggestions until the transaction ends, and returns all suggestions with these ids, keyed by id. Unknown ids are
 * left out.
 *
 * @param callerId the person for whom `leadsThem` is computed
 */
export async function lockSuggestions(
  transaction: Transaction,
  ids: readonly number[],
  callerId: number,
): Promise<ReadonlyMap<number, LockedSuggestion>> {
  const waiting = await transaction.query<{ id: number }>(LOCK, [ids]);
  const rows = await transaction.query<LockedSuggestion>(READ, [ids, waiting.map(({ id }) => id), callerId]);
  return new Map(rows.map((row) => [row.id, row]));
}
