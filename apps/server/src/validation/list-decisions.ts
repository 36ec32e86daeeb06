import type { ListDecisionsQuery, MadeDecision, Page } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

type DecisionRow = MadeDecision & Record<string, unknown>;

const DECISIONS = {
  name: 'decisions_of_decider',
  text: `
    SELECT g.id AS "suggestionId", g.profile_id AS "profileId", p.name, g.skill_id AS "skillId", k.skill_name AS "skillName", g.source, g.status,
           g.suggested_proficiency AS "suggestedProficiency", g.resolved_proficiency AS "resolvedProficiency", g.resolved_at AS "resolvedAt",
           c.content AS comment, w.restored_at AS "restoredAt",
           r.suggestion_id IS NOT NULL AND NOT g.profile_id = ANY ($2::bigint[]) AS "mayRestore"
      FROM suggestions g
      JOIN profiles p ON p.id = g.profile_id AND p.erased_at IS NULL
      JOIN skills k ON k.id = g.skill_id
      LEFT JOIN decision_comments c ON c.profile_id = g.profile_id AND c.suggestion_id = g.id
      LEFT JOIN withdrawn_levels w ON w.profile_id = g.profile_id AND w.suggestion_id = g.id
      LEFT JOIN restorable_levels r ON r.profile_id = g.profile_id AND r.suggestion_id = g.id
     WHERE g.resolved_by_id = $1 AND (g.resolved_at, g.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::bigint, 0))
     ORDER BY g.resolved_at DESC, g.id DESC LIMIT $5`,
};

/** Lists the decisions that the caller made, newest first, with the comments, and whether the caller can restore what a decision withdrew. */
export async function listDecisions(
  connection: Connection,
  caller: Caller,
  { limit, cursor }: ListDecisionsQuery,
): Promise<Page<MadeDecision>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<DecisionRow>(DECISIONS, [
    caller.profileId,
    peopleBehind(caller),
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
  ]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.resolvedAt, id: row.suggestionId }),
    (row) => row,
  );
}
