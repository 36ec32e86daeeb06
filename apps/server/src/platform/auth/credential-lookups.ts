import type { Connection } from '../database/connection.js';
import type { Caller } from './caller.js';
import type { Found } from './remembered-callers.js';
import { EXPIRES_AT, IS_NOT_EXPIRED } from './session-lifetime.js';

type Row = Required<Pick<Caller, 'profileId' | 'isAdmin' | 'behindIds'>> & { id: number; expiresInMs: number | null };
type SessionRow = Row & { withoutPassword: boolean; isUseToBeNoted: boolean };

// Read-only, because every request with an unknown credential runs one of these statements.
const BY_TOKEN = {
  name: 'authenticate_token',
  text: `
    SELECT p.id AS "profileId", p.is_admin AS "isAdmin", t.id, t.behind_ids AS "behindIds",
           extract(epoch FROM t.expires_at - now()) * 1000 AS "expiresInMs"
      FROM api_tokens t JOIN profiles p ON p.id = t.profile_id
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND p.deactivated_at IS NULL`,
};
const BY_SESSION = {
  name: 'authenticate_session',
  text: `
    SELECT p.id AS "profileId", p.is_admin AS "isAdmin", s.id, s.without_password AS "withoutPassword",
           s.updated_at < now() - interval '1 hour' AS "isUseToBeNoted", coalesce(a.known_to_ids, '{}') AS "behindIds",
           extract(epoch FROM ${EXPIRES_AT} - now()) * 1000 AS "expiresInMs"
      FROM auth_sessions s JOIN profiles p ON p.id = s.profile_id
      LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
     WHERE s.token = $1 AND ${IS_NOT_EXPIRED} AND ($2 OR NOT s.without_password) AND p.deactivated_at IS NULL`,
};

/** Looks up whose an API token is, by its SHA-256. @returns undefined if it is unknown, revoked, expired, or its person has left */
export async function lookUpToken(connection: Connection, hash: Buffer): Promise<Found<Caller> | undefined> {
  const [row] = await connection.query<Row>(BY_TOKEN, [hash]);
  if (!row) return undefined;
  const { profileId, isAdmin, behindIds, id, expiresInMs } = row;
  return { value: { profileId, isAdmin, behindIds, via: 'token', apiTokenId: id }, expiresInMs: expiresInMs ?? Infinity };
}

/**
 * Looks up whose a session is, by its token, and whether its use is to be noted.
 *
 * @param demo whether sessions without a password are valid
 */
export async function lookUpSession(
  connection: Connection,
  token: string,
  demo: boolean,
): Promise<(Found<Caller> & { id: number; isUseToBeNoted: boolean }) | undefined> {
  const [row] = await connection.query<SessionRow>(BY_SESSION, [token, demo]);
  if (!row) return undefined;
  const { profileId, isAdmin, behindIds, id, withoutPassword, isUseToBeNoted, expiresInMs } = row;
  const value: Caller = { profileId, isAdmin, behindIds, via: 'session', session: { id, withoutPassword } };
  return { value, expiresInMs: expiresInMs ?? Infinity, id, isUseToBeNoted };
}
