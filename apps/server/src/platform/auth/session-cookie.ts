import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sessionCookieName } from './session-cookie-name.js';
import { SESSION_S } from './session-lifetime.js';

/**
 * The cookie that holds the token of a session, with its HMAC-SHA-256 under the session secret: the database holds the token
 * alone, so a copy of the database is not enough to sign in.
 */
export class SessionCookie {
  private readonly attributes: { name: string; httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };
  private readonly secret: string;

  constructor({ publicUrl, secret }: { publicUrl: string; secret: string }) {
    const secure = new URL(publicUrl).protocol === 'https:';
    this.attributes = { name: sessionCookieName(publicUrl), httpOnly: true, sameSite: 'lax', path: '/', secure };
    this.secret = secret;
  }

  /** The value of the Set-Cookie header that hands over a token. */
  withToken(token: string): string {
    return stringifySetCookie({ ...this.attributes, value: `${token}.${this.sign(token).toString('base64')}`, maxAge: SESSION_S });
  }

  /** The value of the Set-Cookie header that clears the cookie. */
  cleared(): string {
    return stringifySetCookie({ ...this.attributes, value: '', maxAge: 0 });
  }

  /** The token in a `Cookie` header, undefined unless it bears our signature. */
  tokenIn(header: string | undefined): string | undefined {
    const value = header === undefined ? undefined : parseCookie(header)[this.attributes.name];
    const dot = value?.lastIndexOf('.') ?? -1;
    if (value === undefined || dot < 1) return undefined;
    const token = value.slice(0, dot);
    const [expected, given] = [this.sign(token), Buffer.from(value.slice(dot + 1), 'base64')];
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
  }

  private sign(token: string): Buffer {
    return createHmac('sha256', this.secret).update(token).digest();
  }
}
