import type { ListMentorshipSessionsQuery, MentorshipSession, Page } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsWanted, toPage } from '../platform/http/cursor.js';
import { sessionsFrom } from './session-row.js';

const LIST = `
  ${sessionsFrom('mentorship_sessions')}
   WHERE ($1::boolean OR $2::bigint IN (s.intern_id, s.mentor_id))
     AND ($3::bigint IS NULL OR $3 IN (s.intern_id, s.mentor_id))
     AND ($4::mentorship_status IS NULL OR s.status = $4)
     AND ($5::timestamptz IS NULL OR (s.created_at, s.id) < ($5::timestamptz, $6::bigint))
   ORDER BY s.created_at DESC, s.id DESC LIMIT $7`;
const READ = `${sessionsFrom('mentorship_sessions')} WHERE s.id = $1 AND ($2::boolean OR $3::bigint IN (s.intern_id, s.mentor_id))`;

/** The sessions that the caller is part of, all of them for admins, newest first; with `profileId`, those of that person among them. */
export async function listSessions(
  connection: Connection,
  caller: Caller,
  { status, profileId, limit, cursor }: ListMentorshipSessionsQuery,
): Promise<Page<MentorshipSession>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<MentorshipSession>(LIST, [
    caller.isAdmin,
    caller.profileId,
    profileId ?? null,
    status ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsWanted(limit),
  ]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}

/** One session, for its intern, its mentor and admins. @throws NOT_FOUND, to everybody else as well */
export async function readSession(connection: Connection, caller: Caller, id: number): Promise<MentorshipSession> {
  const [session] = await connection.query<MentorshipSession>(READ, [id, caller.isAdmin, caller.profileId]);
  if (!session) throw notFound('mentorship session');
  return session;
}
