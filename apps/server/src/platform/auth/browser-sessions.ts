import { Injectable } from '@nestjs/common';
import { parseCookies, serializeCookie, serializeSignedCookie } from 'better-call';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';
import { createBetterAuth } from './better-auth.js';
import { SESSION_S } from './session-lifetime.js';

const START_SESSION = `
  INSERT INTO auth_sessions (token, profile_id, expires_at, ip_address, user_agent, without_password)
  VALUES ($1, $2, now() + interval '${SESSION_S} seconds', $3, $4, $5)`;
const END_SESSION = 'DELETE FROM auth_sessions WHERE token = $1';
const FORGET_EXPIRED = 'DELETE FROM auth_sessions WHERE profile_id = $1 AND expires_at <= now()';

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
  private readonly auth: ReturnType<typeof createBetterAuth>;
  /** What the server does with sessions itself is not in the audit log; a change without this origin is. */
  private readonly ours: Connection;

  constructor(
    private readonly database: Database,
    config: Config,
  ) {
    if (config.sessionSecret === undefined) throw new Error('SESSION_SECRET must be known before sessions are used');
    this.ours = database.from({ via: 'server' });
    this.auth = createBetterAuth(database.pool, { publicUrl: config.publicUrl, secret: config.sessionSecret });
  }

  /** Starts a session of that person. @returns the value of its Set-Cookie header */
  async start(profileId: number, { address, userAgent, withoutPassword = false }: SessionBeginning = {}): Promise<string> {
    await this.database.query(FORGET_EXPIRED, [profileId]);
    const token = newSessionToken();
    const values = [token, profileId, address ?? null, userAgent?.slice(0, 500) ?? null, withoutPassword];
    await this.ours.transaction((transaction) => transaction.query(START_SESSION, values));
    return this.cookieOf(token);
  }

  /** The value of the Set-Cookie header for the session with that token. */
  async cookieOf(token: string): Promise<string> {
    const { authCookies, secret } = await this.auth.$context;
    const { name, attributes } = authCookies.sessionToken;
    return serializeSignedCookie(name, token, secret, { ...attributes });
  }

  /** Prolongs the session of a `Cookie` header, at most once a day. @returns the Set-Cookie headers to answer with */
  async prolong(cookie: string): Promise<string[]> {
    const { headers } = await this.auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
    // One by one: joined into a single header, a browser could not take them apart. None that clears the cookie, which is what
    // a request gets whose session was given another token at this moment: the browser has the new one by then.
    return headers.getSetCookie().filter((value) => !/;\s*max-age=0\b/i.test(value));
  }

  /** Ends the session of a `Cookie` header, if there is one. @returns the value of the Set-Cookie header that clears it */
  async end(cookie: string | undefined): Promise<string> {
    const token = await this.tokenOf(cookie);
    // Not through better-auth, which answers a deletion that failed as if it had succeeded.
    if (token !== undefined) await this.ours.transaction((transaction) => transaction.query(END_SESSION, [token]));
    const { name, attributes } = (await this.auth.$context).authCookies.sessionToken;
    return serializeCookie(name, '', { ...attributes, maxAge: 0 });
  }

  /** The token in a `Cookie` header, undefined unless it bears our signature. */
  async tokenOf(cookie: string | undefined): Promise<string | undefined> {
    if (cookie === undefined) return undefined;
    const { authCookies, secret } = await this.auth.$context;
    const value = parseCookies(cookie).get(authCookies.sessionToken.name);
    const dot = value?.lastIndexOf('.') ?? -1;
    if (value === undefined || dot < 1) return undefined;
    const token = value.slice(0, dot);
    const expected = createHmac('sha256', secret).update(token).digest();
    const given = Buffer.from(value.slice(dot + 1), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
  }
}
