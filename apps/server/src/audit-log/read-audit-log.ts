import type { AuditEntry, AuditLogFilters, ListAuditLogQuery, Page } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage, type Position } from '../platform/http/cursor.js';

// Joins names after LIMIT. Joined before it, names would be looked up for every matching entry.
const LIST = `
  WITH chosen AS MATERIALIZED (
    SELECT e.* FROM audit_entries e
     WHERE ($1::timestamptz IS NULL OR (e.recorded_at, e.id) < ($1::timestamptz, $2::bigint))
       AND ($4::audit_action IS NULL OR e.action = $4::audit_action)
       AND ($5::bigint IS NULL OR e.origin_id IN (SELECT id FROM audit_origins WHERE profile_id = $5::bigint))
       AND ($6::bigint IS NULL OR e.profile_id = $6::bigint)
       AND ($7::bigint IS NULL OR e.project_id = $7::bigint)
       AND ($8::audit_subject IS NULL OR e.subject_type = $8::audit_subject)
       AND ($9::bigint IS NULL OR e.subject_id = $9::bigint)
       AND ($10::timestamptz IS NULL OR e.recorded_at >= $10::timestamptz)
       AND ($11::timestamptz IS NULL OR e.recorded_at < $11::timestamptz)
     ORDER BY e.recorded_at DESC, e.id DESC LIMIT $3)
  SELECT e.id, e.recorded_at AS "recordedAt", e.action,
         CASE WHEN actor.id IS NOT NULL THEN json_build_object('id', actor.id, 'name', actor.name) END AS actor,
         o.via, o.api_token_id AS "apiTokenId", o.address, o.user_agent AS "userAgent", o.request_id AS "requestId",
         e.database_role AS "databaseRole", e.subject_type AS "subjectType", e.subject_id AS "subjectId",
         CASE WHEN person.id IS NOT NULL THEN json_build_object('id', person.id, 'name', person.name) END AS person,
         CASE WHEN project.id IS NOT NULL THEN json_build_object('id', project.id, 'name', project.name) END AS project,
         CASE WHEN skill.id IS NOT NULL THEN json_build_object('id', skill.id, 'name', skill.skill_name) END AS skill,
         e.details
    FROM chosen e
    LEFT JOIN audit_origins o ON o.id = e.origin_id
    LEFT JOIN profiles actor ON actor.id = o.profile_id
    LEFT JOIN profiles person ON person.id = e.profile_id
    LEFT JOIN projects project ON project.id = e.project_id
    LEFT JOIN skills skill ON skill.id = e.skill_id
   ORDER BY e.recorded_at DESC, e.id DESC`;

const LINES_A_READ = 1_000;

/** Reads a page of the audit log, newest first. @throws VALIDATION_FAILED for an invalid cursor */
export async function listAuditLog(connection: Connection, { limit, cursor, ...filters }: ListAuditLogQuery): Promise<Page<AuditEntry>> {
  const rows = await read(connection, filters, readCursor(cursor, isTimeKey), rowsToQuery(limit));
  return toPage(rows, limit, positionOf, (row) => row);
}

/**
 * Reads the audit log as NDJSON, newest first, in chunks of many lines. It keeps one chunk in memory and opens no transaction,
 * so a slow client blocks nothing. Entries recorded during the export are not included.
 */
export async function* exportAuditLog(connection: Connection, filters: AuditLogFilters): AsyncGenerator<string> {
  let after: Position | undefined;
  for (;;) {
    const rows = await read(connection, filters, after, LINES_A_READ);
    const last = rows.at(-1);
    if (last) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (!last || rows.length < LINES_A_READ) return;
    after = positionOf(last);
  }
}

const positionOf = ({ recordedAt, id }: AuditEntry): Position => ({ key: recordedAt, id });

function read(connection: Connection, filters: AuditLogFilters, after: Position | undefined, rows: number): Promise<AuditEntry[]> {
  const { action, actorId, profileId, projectId, subjectType, subjectId, from, to } = filters;
  return connection.query<AuditEntry>(LIST, [
    after?.key ?? null,
    after?.id ?? null,
    rows,
    action ?? null,
    actorId ?? null,
    profileId ?? null,
    projectId ?? null,
    subjectType ?? null,
    subjectId ?? null,
    from ?? null,
    to ?? null,
  ]);
}
