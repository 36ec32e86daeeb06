import type { Assignment, ListAssignmentsQuery, Page } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

const COLUMNS = `
  a.id, a.project_id AS "projectId", a.profile_id AS "profileId", m.name, m.title, a.role, a.tags,
  a.started_at AS "startedAt", a.ended_at AS "endedAt"`;
const FIND = {
  name: 'assignments_find',
  text: `SELECT ${COLUMNS} FROM assignments a JOIN profiles m ON m.id = a.profile_id WHERE a.id = $1`,
};
const PROJECT_EXISTS = 'SELECT FROM projects WHERE id = $1';
const LIST = `
  SELECT ${COLUMNS}
    FROM assignments a JOIN profiles m ON m.id = a.profile_id
   WHERE a.project_id = $1
     AND ($2::boolean IS NULL OR (a.id IN (SELECT id FROM active_assignments WHERE project_id = $1)) = $2)
     AND ($3::timestamptz IS NULL OR (a.started_at, a.id) < ($3::timestamptz, $4::bigint))
   ORDER BY a.started_at DESC, a.id DESC LIMIT $5`;

/** Lists current and past assignments of a project, newest start first. @throws NOT_FOUND for an unknown project */
export async function listAssignments(
  connection: Connection,
  projectId: number,
  { active, limit, cursor }: ListAssignmentsQuery,
): Promise<Page<Assignment>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<Assignment>(LIST, [
    projectId,
    active ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
  ]);
  if (rows.length === 0 && (await connection.query(PROJECT_EXISTS, [projectId])).length === 0) throw notFound('project');
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.startedAt, id: row.id }),
    (row) => row,
  );
}

/** Reads an active or ended assignment. @throws NOT_FOUND */
export async function findAssignment(connection: Connection, assignmentId: number): Promise<Assignment> {
  const [assignment] = await connection.query<Assignment>(FIND, [assignmentId]);
  if (!assignment) throw notFound('assignment');
  return assignment;
}
