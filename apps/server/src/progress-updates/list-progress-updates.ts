import type { ListProgressUpdatesQuery, Page, ShownProgressUpdate } from '@skilltrace/contract';
import { isSpread } from '../platform/database/is-spread.js';
import { relationToProject } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { SHOWN_COLUMNS } from './shown-progress-update.js';

const PERSON_EXISTS = 'SELECT FROM profiles WHERE id = $1';
const AFTER = '($1::timestamptz IS NULL OR (u.created_at, u.id) < ($1::timestamptz, $2::bigint))';
const NEWEST = 'ORDER BY u.created_at DESC, u.id DESC LIMIT $3';

// Separate statements, so that each is planned for the index that it needs.
const EVERYTHING = `SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE ${AFTER} ${NEWEST}`;
const OF_PROJECT = `SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE u.project_id = $4 AND ${AFTER} ${NEWEST}`;
const OF_PERSON = `SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE u.user_id = $4 AND ${AFTER} ${NEWEST}`;
const OF_PERSON_ON_PROJECT = `SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE u.project_id = $4 AND u.user_id = $5 AND ${AFTER} ${NEWEST}`;

const MY_PROJECTS = (caller: string) => `SELECT project_id FROM work_readers WHERE profile_id = ${caller}`;

const OF_PERSON_ON_MY_PROJECTS = `
  SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE u.user_id = $4 AND u.project_id IN (${MY_PROJECTS('$5')}) AND ${AFTER} ${NEWEST}`;

// Takes the newest updates of each project and of the caller, and from those the newest. The cost of a page does not grow with
// the number of updates.
const MINE = `
  WITH u AS (
    SELECT newest.* FROM (${MY_PROJECTS('$4')}) mine
     CROSS JOIN LATERAL (SELECT u.* FROM progress_updates u WHERE u.project_id = mine.project_id AND ${AFTER} ${NEWEST}) newest
    UNION
    (SELECT u.* FROM progress_updates u WHERE u.user_id = $4 AND ${AFTER} ${NEWEST})
  )
  SELECT ${SHOWN_COLUMNS} FROM u ${NEWEST}`;

// On a ledger on several machines, each worker returns its newest updates of all these projects.
const MINE_ON_WORKERS = `
  SELECT ${SHOWN_COLUMNS} FROM progress_updates u
   WHERE (u.user_id = $4 OR u.project_id IN (${MY_PROJECTS('$4')})) AND ${AFTER} ${NEWEST}`;

// Selects by id first and then checks access to each update. The other statements would scan everything that the caller may
// read.
const BY_IDS = `
  SELECT ${SHOWN_COLUMNS} FROM progress_updates u
   WHERE u.id = ANY ($4::bigint[])
     AND ($5::bigint IS NULL OR u.project_id = $5) AND ($6::bigint IS NULL OR u.user_id = $6)
     AND ($7::boolean OR u.user_id = $8 OR u.project_id IN (${MY_PROJECTS('$8')}))
     AND ${AFTER} ${NEWEST}`;

/**
 * Lists updates that the caller may see, newest first: their own, and those on projects that they lead or are an active member
 * of; for admins all updates. With `id`, updates that do not exist or that the caller may not see are omitted, and the result
 * is one page unless `limit` is given.
 *
 * @throws FORBIDDEN for a project of which the caller is neither member nor Tech Lead, unless they list their own updates;
 *   NOT_FOUND for an unknown project or person
 */
export async function listProgressUpdates(
  connection: Connection,
  caller: Caller,
  query: ListProgressUpdatesQuery,
): Promise<Page<ShownProgressUpdate>> {
  const after = readCursor(query.cursor, isTimeKey);
  const limit = query.limit ?? query.id?.length;
  const { sql, parameters } = await select(connection, caller, query);
  const rows = await connection.query<ShownProgressUpdate>(sql, [after?.key ?? null, after?.id ?? null, rowsToQuery(limit), ...parameters]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}

interface Selection {
  sql: string;
  parameters: unknown[];
}

async function select(connection: Connection, caller: Caller, query: ListProgressUpdatesQuery): Promise<Selection> {
  const selection = await scopeOf(connection, caller, query);
  const { id, projectId, userId } = query;
  return id === undefined
    ? selection
    : { sql: BY_IDS, parameters: [id, projectId ?? null, userId ?? null, caller.isAdmin, caller.profileId] };
}

async function scopeOf(connection: Connection, caller: Caller, { projectId, userId }: ListProgressUpdatesQuery): Promise<Selection> {
  if (userId !== undefined && (await connection.query(PERSON_EXISTS, [userId])).length === 0) throw notFound('person');
  const seesAllOfPerson = caller.isAdmin || userId === caller.profileId;
  if (projectId !== undefined) {
    const relation = await relationToProject(connection, caller.profileId, projectId);
    if (!relation.exists) throw notFound('project');
    if (!seesAllOfPerson && !relation.isTechLead && !relation.isMember) {
      throw forbidden('Only members of this project, its Tech Lead and admins may see its updates.');
    }
    return userId === undefined
      ? { sql: OF_PROJECT, parameters: [projectId] }
      : { sql: OF_PERSON_ON_PROJECT, parameters: [projectId, userId] };
  }
  if (userId !== undefined)
    return seesAllOfPerson
      ? { sql: OF_PERSON, parameters: [userId] }
      : { sql: OF_PERSON_ON_MY_PROJECTS, parameters: [userId, caller.profileId] };
  if (caller.isAdmin) return { sql: EVERYTHING, parameters: [] };
  return { sql: (await isSpread(connection)) ? MINE_ON_WORKERS : MINE, parameters: [caller.profileId] };
}
