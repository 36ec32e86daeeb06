import type { ActivityQuery, Page, Signal } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';

const activity = (signals: string) => `
  SELECT s.id, s.user_id AS "userId", s.skill_id AS "skillId", k.skill_name AS name, s.source_type AS "sourceType",
         s.source_id AS "sourceId", s.signal_type AS "signalType", s.created_at AS "createdAt", s.recorded_at AS "recordedAt"
    FROM (SELECT * FROM ${signals} l
           WHERE created_at >= coalesce($3::timestamptz, '-infinity') AND created_at < coalesce($4::timestamptz, 'infinity')
             AND ($5::bigint IS NULL OR skill_id = $5) AND ($6::text IS NULL OR source_type = $6::signal_source_type)
             AND (created_at, id) < (coalesce($7::timestamptz, 'infinity'), coalesce($8::bigint, 0))
           ORDER BY created_at DESC, id DESC LIMIT $9) s
    JOIN skills k ON k.id = s.skill_id
   ORDER BY s.created_at DESC, s.id DESC`;

const ACTIVITY = forEachScope('activity', activity);

/**
 * Lists the signals of a scope, newest first.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readActivity(ledger: Connection, scope: Scope, query: ActivityQuery): Promise<Page<Signal>> {
  const after = readCursor(query.cursor, isTimeKey);
  await requirePast(ledger, query.asOf);
  const rows = await ledger.query<Signal>(ACTIVITY[scope.of], [
    scopeParameter(scope),
    query.asOf ?? null,
    query.from ?? null,
    query.to ?? null,
    query.skillId ?? null,
    query.sourceType ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(query.limit),
  ]);
  return toPage(
    rows,
    query.limit,
    ({ createdAt, id }) => ({ key: createdAt, id }),
    (row) => row,
  );
}
