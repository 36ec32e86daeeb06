import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';
import { SessionCookie } from './session-cookie.js';
import { HAS_NOT_RUN_OUT, PROLONG_AFTER_S, SESSION_S } from './session-lifetime.js';

const START_SESSION = `
  INSERT INTO auth_sessions (token, profile_id, expires_at, ip_address, user_agent, without_password)
  VALUES ($1, $2, now() + interval '${SESSION_S} seconds', $3, $4, $5)`;
const END_SESSION = 'DELETE FROM auth_sessions WHERE token = $1';
const FORGET_EXPIRED = 'DELETE FROM auth_sessions WHERE profile_id = $1 AND expires_at <= now()';
const TO_BE_PROLONGED = `s.expires_at <= now() + interval '${SESSION_S - PROLONG_AFTER_S} seconds' AND ${HAS_NOT_RUN_OUT}`;
const IS_TO_BE_PROLONGED = `SELECT FROM auth_sessions s WHERE s.token = $1 AND ${TO_BE_PROLONGED}`;
const PROLONG = `
  UPDATE auth_sessions s SET expires_at = now() + interval '${SESSION_S} seconds', updated_at = date_trunc('milliseconds', now())
   WHERE s.token = $1 AND ${TO_BE_PROLONGED} RETURNING s.id`;

/** What is kept of how a session began. */
export interface SessionBeginning {
  /** Of the client. */
  address?: string;
  userAgent?: string;
  /** Its owner has shown no password: a persona of the demo. It counts while the demo is on. */
  withoutPassword?: boolean;
}

/** What proves a session, before it is signed: 256 random bits. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** The sessions of browsers: an opaque token in a signed cookie, valid for seven days after its last use, 30 in all. */
@Injectable()
export class BrowserSessions {
  private readonly cookie: SessionCookie;
  /** What the server does with sessions itself is not in the audit log; a change without this origin is. */
  private readonly ours: Connection;

  constructor(database: Database, { publicUrl, sessionSecret }: Config) {
    if (sessionSecret === undefined) throw new Error('SESSION_SECRET must be known before sessions are used');
    this.ours = database.from({ via: 'server' });
    this.cookie = new SessionCookie({ publicUrl, secret: sessionSecret });
  }

  /** Starts a session of that person. @returns the value of its Set-Cookie header */
  async start(profileId: number, { address, userAgent, withoutPassword = false }: SessionBeginning = {}): Promise<string> {
    const token = newSessionToken();
    const values = [token, profileId, address ?? null, userAgent?.slice(0, 500) ?? null, withoutPassword];
    await this.ours.transaction(async (transaction) => {
      await transaction.query(FORGET_EXPIRED, [profileId]);
      await transaction.query(START_SESSION, values);
    });
    return this.cookieOf(token);
  }

  /** The value of the Set-Cookie header for the session with that token. */
  cookieOf(token: string): string {
    return this.cookie.withToken(token);
  }

  /**
   * Prolongs the session of a `Cookie` header, at most once a day. Found by its token: where the session was given another one
   * at this moment, a copy of the former cookie must not get it.
   *
   * @returns the value of the Set-Cookie header to answer with, undefined where the session was not prolonged
   */
  async prolong(cookie: string): Promise<string | undefined> {
    const token = this.tokenOf(cookie);
    if (token === undefined || (await this.ours.query(IS_TO_BE_PROLONGED, [token])).length === 0) return undefined;
    const prolonged = await this.ours.transaction((transaction) => transaction.query(PROLONG, [token]));
    return prolonged.length === 0 ? undefined : this.cookieOf(token);
  }

  /** Ends the session of a `Cookie` header, if there is one. @returns the value of the Set-Cookie header that clears it */
  async end(cookie: string | undefined): Promise<string> {
    const token = this.tokenOf(cookie);
    if (token !== undefined) await this.ours.transaction((transaction) => transaction.query(END_SESSION, [token]));
    return this.cookie.cleared();
  }

  /** The token in a `Cookie` header, undefined unless it bears our signature. */
  tokenOf(cookie: string | undefined): string | undefined {
    return this.cookie.tokenIn(cookie);
  }
}
