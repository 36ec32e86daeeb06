import type { Assignment, ListAssignmentsQuery, Page } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, isTimeKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

const COLUMNS = `
  a.id, a.project_id AS "projectId", a.profile_id AS "profileId", m.name, m.title, a.role, a.tags,
  a.started_at AS "startedAt", a.ended_at AS "endedAt"`;
const FIND = {
  name: 'assignments_find',
  text: `SELECT ${COLUMNS} FROM assignments a JOIN profiles m ON m.id = a.profile_id WHERE a.id = $1`,
};
const PROJECT_EXISTS = 'SELECT FROM projects WHERE id = $1';
const list = (isAfter: string, order: string) => `
  SELECT ${COLUMNS}
    FROM assignments a JOIN profiles m ON m.id = a.profile_id
   WHERE a.project_id = $1
     AND ($2::boolean IS NULL OR (a.id IN (SELECT id FROM active_assignments WHERE project_id = $1)) = $2)
     AND ($3::bigint IS NULL OR a.profile_id = $3)
     AND ($4::text IS NULL OR strpos(in_register(m.name), in_register($4)) > 0)
     AND ${isAfter}
   ORDER BY ${order} LIMIT $7`;
const BY_START = list('($5::timestamptz IS NULL OR (a.started_at, a.id) < ($5::timestamptz, $6::bigint))', 'a.started_at DESC, a.id DESC');
const BY_NAME = list('($5::text IS NULL OR (in_register(m.name), a.id) > (in_register($5), $6::bigint))', 'in_register(m.name), a.id');

/**
 * Lists current and past assignments of a project that match all given filters, newest start first or by name.
 *
 * @throws NOT_FOUND for an unknown project; VALIDATION_FAILED for an invalid cursor
 */
export async function listAssignments(
  connection: Connection,
  projectId: number,
  { active, profileId, search, order, limit, cursor }: ListAssignmentsQuery,
): Promise<Page<Assignment>> {
  const isByName = order === 'name';
  const after = readCursor(cursor, isByName ? isNameKey : isTimeKey);
  const rows = await connection.query<Assignment>(isByName ? BY_NAME : BY_START, [
    projectId,
    active ?? null,
    profileId ?? null,
    search ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
  ]);
  if (rows.length === 0 && (await connection.query(PROJECT_EXISTS, [projectId])).length === 0) throw notFound('project');
  return toPage(
    rows,
    limit,
    (row) => (isByName ? namePosition(row) : { key: row.startedAt, id: row.id }),
    (row) => row,
  );
}

/** Reads an active or ended assignment. @throws NOT_FOUND */
export async function findAssignment(connection: Connection, assignmentId: number): Promise<Assignment> {
  const [assignment] = await connection.query<Assignment>(FIND, [assignmentId]);
  if (!assignment) throw notFound('assignment');
  return assignment;
}
