import type { Suggestion } from '@skilltrace/contract';
import type { SuggestionToDecide } from '@skilltrace/domain/validation/decision';
import type { Transaction } from '../platform/database/connection.js';

/*
 * The order in which locks are taken: suggestions by person and id, then validated skills by person and skill, and the
 * suggestions are written last. So whoever writes validated skills before it adds suggestions does not meet us half-way.
 */

// One that was made after this transaction began cannot be decided in it: it would be decided before it was made.
const LOCK = `
  SELECT id FROM suggestions
   WHERE id = ANY ($1::bigint[]) AND status = 'PENDING' AND created_at <= now() + interval '1 millisecond'
   ORDER BY profile_id, id FOR UPDATE`;
// A later statement sees what was committed while the locks were waited for: other decisions, and who leads whom by now.
const READ = `
  SELECT s.id, s.profile_id AS "profileId", s.skill_id AS "skillId", s.status, s.source,
         s.suggested_proficiency AS "suggestedProficiency", s.resolved_proficiency AS "resolvedProficiency", s.resolved_at AS "resolvedAt",
         CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS "resolvedBy",
         person.name AS "employeeName", skill.skill_name AS "skillName",
         leads_this_person($3, s.profile_id) AS "leadsThem",
         greatest(s.created_at, date_trunc('milliseconds', now())) AS "decidedAt"
    FROM suggestions s
    JOIN profiles person ON person.id = s.profile_id
    JOIN skills skill ON skill.id = s.skill_id
    LEFT JOIN profiles r ON r.id = s.resolved_by_id
   WHERE s.id = ANY ($1::bigint[]) AND (s.status <> 'PENDING' OR s.id = ANY ($2::bigint[]))`;

/** A suggestion with what a decision on it needs, and the moment that such a decision has. */
export type LockedSuggestion = SuggestionToDecide &
  Pick<Suggestion, 'id' | 'skillId' | 'skillName'> & { employeeName: string; decidedAt: string };

/**
 * Keeps the suggestions that wait as they are until the transaction ends, and reads all of these ids, by id. Unknown ids
 * are left out.
 *
 * @param callerId whose standing towards each person is read
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
