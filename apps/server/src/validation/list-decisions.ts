import type { ListDecisionsQuery, MadeDecision, Page } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

type DecisionRow = Omit<MadeDecision, 'resolvedBy'> & { resolvedById: number; resolvedByName: string } & Record<string, unknown>;

const DECISION = `
  SELECT g.id AS "suggestionId", g.profile_id AS "profileId", p.name, g.skill_id AS "skillId", k.skill_name AS "skillName", g.source, g.status,
         g.suggested_proficiency AS "suggestedProficiency", g.resolved_proficiency AS "resolvedProficiency", g.resolved_at AS "resolvedAt",
         d.id AS "resolvedById", d.name AS "resolvedByName", c.content AS comment, w.restored_at AS "restoredAt",
         r.suggestion_id IS NOT NULL AND NOT g.profile_id = ANY ($2::bigint[]) AS "mayRestore"
    FROM suggestions g
    JOIN profiles p ON p.id = g.profile_id AND p.erased_at IS NULL
    JOIN profiles d ON d.id = g.resolved_by_id
    JOIN skills k ON k.id = g.skill_id
    LEFT JOIN decision_comments c ON c.profile_id = g.profile_id AND c.suggestion_id = g.id
    LEFT JOIN withdrawn_levels w ON w.profile_id = g.profile_id AND w.suggestion_id = g.id
    LEFT JOIN restorable_levels r ON r.profile_id = g.profile_id AND r.suggestion_id = g.id
   WHERE (g.resolved_at, g.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::bigint, 0))`;
const NEWEST_FIRST = 'ORDER BY g.resolved_at DESC, g.id DESC LIMIT $5';

const OWN = { name: 'decisions_of_decider', text: `${DECISION} AND g.resolved_by_id = $1 ${NEWEST_FIRST}` };
const RESTORABLE = `
  ${DECISION} AND ($6::boolean OR g.resolved_by_id = $1) AND r.suggestion_id IS NOT NULL AND NOT g.profile_id = ANY ($2::bigint[]) ${NEWEST_FIRST}`;

/**
 * Lists the decisions that the caller made, newest first, with the comments, and whether the caller can restore what a decision withdrew.
 * `isRestorable` selects the withdrawn levels that the caller can restore: for admins, also those that others withdrew.
 */
export async function listDecisions(
  connection: Connection,
  caller: Caller,
  { isRestorable, limit, cursor }: ListDecisionsQuery,
): Promise<Page<MadeDecision>> {
  const after = readCursor(cursor, isTimeKey);
  const parameters = [caller.profileId, peopleBehind(caller), after?.key ?? null, after?.id ?? null, rowsToQuery(limit)];
  const rows = isRestorable
    ? await connection.query<DecisionRow>(RESTORABLE, [...parameters, caller.isAdmin])
    : await connection.query<DecisionRow>(OWN, parameters);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.resolvedAt, id: row.suggestionId }),
    ({ resolvedById, resolvedByName, ...row }) => ({ ...row, resolvedBy: { id: resolvedById, name: resolvedByName } }),
  );
}
