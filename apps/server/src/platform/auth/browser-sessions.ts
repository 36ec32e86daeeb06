import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';
import { SessionCookie } from './session-cookie.js';
import { IS_NOT_EXPIRED, PROLONG_AFTER_S, SESSION_S } from './session-lifetime.js';

const START_SESSION = `
  INSERT INTO auth_sessions (token, profile_id, expires_at, ip_address, user_agent, without_password)
  VALUES ($1, $2, now() + interval '${SESSION_S} seconds', $3, $4, $5)`;
const END_SESSION = 'DELETE FROM auth_sessions WHERE token = $1';
const FORGET_EXPIRED = 'DELETE FROM auth_sessions WHERE profile_id = $1 AND expires_at <= now()';
const TO_BE_PROLONGED = `s.expires_at <= now() + interval '${SESSION_S - PROLONG_AFTER_S} seconds' AND ${IS_NOT_EXPIRED}`;
const IS_TO_BE_PROLONGED = `SELECT FROM auth_sessions s WHERE s.token = $1 AND ${TO_BE_PROLONGED}`;
const PROLONG = `
  UPDATE auth_sessions s SET expires_at = now() + interval '${SESSION_S} seconds', updated_at = date_trunc('milliseconds', now())
   WHERE s.token = $1 AND ${TO_BE_PROLONGED} RETURNING s.id`;

/** What is stored about the start of a session. */
export interface SessionBeginning {
  /** The client address. */
  address?: string;
  userAgent?: string;
  /** Signed in as a demo persona, without a password. Valid only while the demo is on. */
  withoutPassword?: boolean;
}

/** Generates an unsigned session token of 256 random bits. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** Browser sessions: an opaque token in a signed cookie, valid for seven days after its last use and for at most 30 days. */
@Injectable()
export class BrowserSessions {
  private readonly cookie: SessionCookie;
  /** Changes to sessions with this origin are not in the audit log. Changes from any other origin are. */
  private readonly ours: Connection;

  constructor(database: Database, { publicUrl, sessionSecret }: Config) {
    if (sessionSecret === undefined) throw new Error('SESSION_SECRET must be known before sessions are used');
    this.ours = database.from({ via: 'server' });
    this.cookie = new SessionCookie({ publicUrl, secret: sessionSecret });
  }

  /** Starts a session for a person. @returns its Set-Cookie header value */
  async start(profileId: number, { address, userAgent, withoutPassword = false }: SessionBeginning = {}): Promise<string> {
    const token = newSessionToken();
    const values = [token, profileId, address ?? null, userAgent?.slice(0, 500) ?? null, withoutPassword];
    await this.ours.transaction(async (transaction) => {
      await transaction.query(FORGET_EXPIRED, [profileId]);
      await transaction.query(START_SESSION, values);
    });
    return this.cookieOf(token);
  }

  /** Returns the Set-Cookie header value for the session with that token. */
  cookieOf(token: string): string {
    return this.cookie.withToken(token);
  }

  /**
   * Prolongs the session of a `Cookie` header, at most once a day. It finds the session by its token: if the session has just got
   * a new token, a copy of the old cookie must not get the new one.
   *
   * @returns the Set-Cookie header value for the response, or undefined if the session was not prolonged
   */
  async prolong(cookie: string): Promise<string | undefined> {
    const token = this.tokenOf(cookie);
    if (token === undefined || (await this.ours.query(IS_TO_BE_PROLONGED, [token])).length === 0) return undefined;
    const prolonged = await this.ours.transaction((transaction) => transaction.query(PROLONG, [token]));
    return prolonged.length === 0 ? undefined : this.cookieOf(token);
  }

  /** Ends the session of a `Cookie` header, if there is one. @returns the Set-Cookie header value that clears the cookie */
  async end(cookie: string | undefined): Promise<string> {
    const token = this.tokenOf(cookie);
    if (token !== undefined) await this.ours.transaction((transaction) => transaction.query(END_SESSION, [token]));
    return this.cookie.cleared();
  }

  /** Returns the token in a `Cookie` header, or undefined if there is none with a valid signature. */
  tokenOf(cookie: string | undefined): string | undefined {
    return this.cookie.tokenIn(cookie);
  }
}
