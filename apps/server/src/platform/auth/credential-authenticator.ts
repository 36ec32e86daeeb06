import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { hashSecret, isApiToken } from './api-token.js';
import { Authenticator } from './authenticator.js';
import { BrowserSessions } from './browser-sessions.js';
import type { Caller } from './caller.js';
import { TokenLookups } from './token-lookups.js';

type Row = { profileId: number; isAdmin: boolean };

// However often it is prolonged: one that was stolen without anybody noticing ends as well.
const LONGEST_SESSION = '30 days';

const BY_SESSION = {
  name: 'authenticate_session',
  text: `
    SELECT p.id AS "profileId", p.is_admin AS "isAdmin"
      FROM auth_sessions s JOIN profiles p ON p.id = s.profile_id
     WHERE s.token = $1 AND s.expires_at > now() AND s.created_at > now() - interval '${LONGEST_SESSION}'
       AND p.deactivated_at IS NULL`,
};

/** Knows callers by their API token (`Authorization: Bearer`) or by the cookie of their session, with one query. */
@Injectable()
export class CredentialAuthenticator extends Authenticator {
  private readonly tokens: TokenLookups;

  constructor(
    private readonly database: Database,
    private readonly sessions: BrowserSessions,
  ) {
    super();
    this.tokens = new TokenLookups(database);
  }

  override async authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Caller | undefined> {
    const { authorization, cookie } = request.headers;
    // With an Authorization header the cookie never counts: the check for foreign writes lets such requests through.
    return authorization === undefined ? this.bySession(cookie) : this.byToken(authorization);
  }

  private async byToken(authorization: string): Promise<Caller | undefined> {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined || !isApiToken(token)) return undefined;
    const bearer = await this.tokens.find(hashSecret(token));
    return bearer && { ...bearer, via: 'token' };
  }

  private async bySession(cookie: string | undefined): Promise<Caller | undefined> {
    const token = await this.sessions.tokenOf(cookie);
    if (token === undefined) return undefined;
    const [row] = await this.database.query<Row>(BY_SESSION, [token]);
    return row && { ...row, via: 'session' };
  }
}
