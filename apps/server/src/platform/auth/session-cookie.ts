import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { sessionCookieName } from './session-cookie-name.js';
import { SESSION_S } from './session-lifetime.js';

/**
 * The session cookie. It contains the session token and its HMAC-SHA-256 under the session secret. The database contains only the
 * token, so a copy of the database is not enough to sign in.
 */
export class SessionCookie {
  private readonly attributes: { name: string; httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };
  private readonly secret: string;

  constructor({ publicUrl, secret }: { publicUrl: string; secret: string }) {
    const secure = new URL(publicUrl).protocol === 'https:';
    this.attributes = { name: sessionCookieName(publicUrl), httpOnly: true, sameSite: 'lax', path: '/', secure };
    this.secret = secret;
  }

  /** Returns the Set-Cookie header value that sets a token. */
  withToken(token: string): string {
    return stringifySetCookie({ ...this.attributes, value: `${token}.${this.sign(token).toString('base64')}`, maxAge: SESSION_S });
  }

  /** Returns the Set-Cookie header value that clears the cookie. */
  cleared(): string {
    return stringifySetCookie({ ...this.attributes, value: '', maxAge: 0 });
  }

  /** Returns the token in a `Cookie` header, or undefined if there is none with a valid signature. */
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
