import type { ListOwnSessionsQuery, OwnSession, Page } from '@skilltrace/contract';
import { IS_NOT_EXPIRED, EXPIRES_AT } from '../../platform/auth/session-lifetime.js';
import type { Connection } from '../../platform/database/connection.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../../platform/http/cursor.js';
import { endSessions } from './end-sessions-and-tokens.js';

// Earlier versions stored '' for unknown values.
const LIST = `
  SELECT s.id, s.created_at AS "startedAt", s.updated_at AS "lastUsedAt",
         ${EXPIRES_AT} AS "expiresAt", nullif(s.ip_address, '') AS address,
         nullif(s.user_agent, '') AS "userAgent", s.id = $2 AS "isCurrent"
    FROM auth_sessions s
   WHERE s.profile_id = $1 AND ${IS_NOT_EXPIRED} AND ($3 OR NOT s.without_password)
     AND ($4::timestamptz IS NULL OR (s.created_at, s.id) < ($4::timestamptz, $5::bigint))
   ORDER BY s.created_at DESC, s.id DESC LIMIT $6`;
const END = 'DELETE FROM auth_sessions WHERE id = $1 AND profile_id = $2 RETURNING id';
const PERSON = 'SELECT FROM profiles WHERE id = $1';

export interface SessionOwner {
  profileId: number;
  /** The session of the request. */
  currentId: number;
  /** Whether the demo is on. Demo sessions are valid only then. */
  demo: boolean;
}

/** Lists the valid sessions of a person, newest first. */
export async function listSessions(
  connection: Connection,
  { profileId, currentId, demo }: SessionOwner,
  { limit, cursor }: ListOwnSessionsQuery,
): Promise<Page<OwnSession>> {
  const after = readCursor(cursor, isTimeKey);
  const values = [profileId, currentId, demo, after?.key ?? null, after?.id ?? null, rowsToQuery(limit)];
  return toPage(
    await connection.query<OwnSession & Record<string, unknown>>(LIST, values),
    limit,
    (row) => ({ key: row.startedAt, id: row.id }),
    (row) => row,
  );
}

/** Ends one session of a person. @throws NOT_FOUND for an unknown session and for a session of another person */
export async function endSession(connection: Connection, profileId: number, id: number): Promise<void> {
  const ended = await connection.transaction((transaction) => transaction.query(END, [id, profileId]));
  if (ended.length === 0) throw notFound('session');
}

/** Ends all sessions of a person except the current one. @returns the number of ended sessions */
export async function endOtherSessions(connection: Connection, profileId: number, currentId: number): Promise<number> {
  return connection.transaction((transaction) => endSessions(transaction, profileId, currentId));
}

/**
 * Ends all sessions of a person, for an admin. API tokens and the password stay valid.
 *
 * @throws NOT_FOUND
 * @returns the number of ended sessions
 */
export async function endSessionsOf(connection: Connection, profileId: number): Promise<number> {
  return connection.transaction(async (transaction) => {
    if ((await transaction.query(PERSON, [profileId])).length === 0) throw notFound('person');
    return endSessions(transaction, profileId);
  });
}
