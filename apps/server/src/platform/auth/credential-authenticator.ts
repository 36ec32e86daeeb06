import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { hashSecret, isApiToken } from './api-token.js';
import { Authenticator } from './authenticator.js';
import { BrowserSessions } from './browser-sessions.js';
import type { Caller } from './caller.js';
import { IS_NOT_EXPIRED } from './session-lifetime.js';
import { TokenLookups } from './token-lookups.js';

type Row = Required<Pick<Caller, 'profileId' | 'isAdmin' | 'behindIds'>> & {
  id: number;
  withoutPassword: boolean;
  isUseToBeNoted: boolean;
};

const BY_SESSION = {
  name: 'authenticate_session',
  text: `
    SELECT p.id AS "profileId", p.is_admin AS "isAdmin", s.id, s.without_password AS "withoutPassword",
           s.updated_at < now() - interval '1 hour' AS "isUseToBeNoted", coalesce(a.known_to_ids, '{}') AS "behindIds"
      FROM auth_sessions s JOIN profiles p ON p.id = s.profile_id
      LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
     WHERE s.token = $1 AND ${IS_NOT_EXPIRED} AND ($2 OR NOT s.without_password) AND p.deactivated_at IS NULL`,
};
// Only one of several simultaneous requests writes.
const NOTE_USE = `
  UPDATE auth_sessions SET updated_at = date_trunc('milliseconds', now())
   WHERE id = ANY (ARRAY(SELECT id FROM auth_sessions WHERE id = $1 AND updated_at < now() - interval '1 hour' FOR UPDATE SKIP LOCKED))`;
const PAUSE_AFTER_FAILURE_MS = 60_000;

/**
 * Identifies callers by their API token (`Authorization: Bearer`) or session cookie with one query. Records the use of a session once per
 * hour.
 */
@Injectable()
export class CredentialAuthenticator extends Authenticator {
  private readonly tokens: TokenLookups;
  private notesUsesFrom = 0;

  constructor(
    private readonly database: Database,
    private readonly sessions: BrowserSessions,
    private readonly config: Config,
  ) {
    super();
    this.tokens = new TokenLookups(database);
  }

  override async authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Caller | undefined> {
    const { authorization, cookie } = request.headers;
    // With an Authorization header the cookie is ignored, because the check for foreign writes accepts such requests.
    return authorization === undefined ? this.bySession(cookie) : this.byToken(authorization);
  }

  private async byToken(authorization: string): Promise<Caller | undefined> {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined || !isApiToken(token)) return undefined;
    const bearer = await this.tokens.find(hashSecret(token));
    return bearer && { ...bearer, via: 'token' };
  }

  private async bySession(cookie: string | undefined): Promise<Caller | undefined> {
    const token = this.sessions.tokenOf(cookie);
    if (token === undefined) return undefined;
    const [row] = await this.database.query<Row>(BY_SESSION, [token, this.config.demo]);
    if (!row) return undefined;
    const { profileId, isAdmin, behindIds, id, withoutPassword, isUseToBeNoted } = row;
    if (isUseToBeNoted) await this.noteUse(id);
    return { profileId, isAdmin, behindIds, via: 'session', session: { id, withoutPassword } };
  }

  /** Records the last use of a session for the list of sessions. A failed write does not fail the request. */
  private async noteUse(id: number): Promise<void> {
    if (Date.now() < this.notesUsesFrom) return;
    try {
      await this.database.transaction((transaction) => transaction.query(NOTE_USE, [id]));
    } catch {
      // A read-only database rejects every write, and each attempt would cost a connection.
      this.notesUsesFrom = Date.now() + PAUSE_AFTER_FAILURE_MS;
    }
  }
}
