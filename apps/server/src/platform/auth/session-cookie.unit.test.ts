import { describe, expect, test } from 'vitest';
import { SessionCookie } from './session-cookie.js';

const SECRET = 'a secret of at least thirty-two characters';
const TOKEN = 'Zm9ybWVyLXNlc3Npb24tdG9rZW4tb2YtMzItYnl0ZXM';
/** The cookie as better-auth 1.7.6 signed it with that secret, and as a browser sends it back. */
const BY_EARLIER_VERSION = `skilltrace.session_token=${TOKEN}.ACGpKobR0ZYqYO96%2BAz5VSljdM7JGi2Fb5sPvjuongQ%3D`;

const cookie = new SessionCookie({ publicUrl: 'http://localhost:3000', secret: SECRET });
const sentBack = (setCookie: string) => setCookie.split(';')[0] ?? '';

describe('the session cookie', () => {
  test('returns its token when it is sent with other cookies', () => {
    expect(cookie.tokenIn(`theme=dark; ${sentBack(cookie.withToken(TOKEN))}; other=1`)).toBe(TOKEN);
  });

  test('is still valid after an upgrade from better-auth', () => {
    expect(cookie.tokenIn(BY_EARLIER_VERSION)).toBe(TOKEN);
  });

  test('is invalid with another secret, another token, or a shortened or missing signature', () => {
    const other = new SessionCookie({ publicUrl: 'http://localhost:3000', secret: SECRET.toUpperCase() });
    const [, signature] = /(?<=\.)([^.;]+)$/.exec(BY_EARLIER_VERSION) ?? [];
    const values = [`x${TOKEN}.${signature}`, `${TOKEN}.${signature?.slice(0, 40)}`, `${TOKEN}.`, TOKEN, `.${signature}`, ''];
    expect(other.tokenIn(BY_EARLIER_VERSION)).toBeUndefined();
    expect(values.map((value) => cookie.tokenIn(`skilltrace.session_token=${value}`))).toEqual(values.map(() => undefined));
    expect(cookie.tokenIn(undefined)).toBeUndefined();
  });
});
