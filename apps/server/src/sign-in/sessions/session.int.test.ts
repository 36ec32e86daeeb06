import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type Answer, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { endSessionsAndTokens } from './end-sessions-and-tokens.js';
import { hashNewPassword, setPassword, storePassword } from '../password/passwords.js';

const PASSWORD = 'correct horse battery';
const COOKIE = 'skilltrace.session_token';

let api: TestApi;
let hash: string;
let id: number;
let email: string;

beforeAll(async () => {
  api = await createTestApi();
  hash = await hashNewPassword(PASSWORD);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.query('DELETE FROM sign_in_failures');
  email = `ana-${Math.random()}@example.org`;
  id = await factories(api.database).profile({ email, name: 'Ana' });
  await storePassword(api.database, id, hash);
});

const signIn = (body: unknown = { email, password: PASSWORD }, headers = {}, on = api) =>
  on.call('POST', '/api/session', { body, headers });
const setCookies = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat();
const cookieOf = (answer: Answer) => setCookies(answer)[0]?.split(';')[0] ?? '';
const whoIs = (cookie: string) => api.call('GET', '/api/session', { headers: { cookie } });
const sessionsOf = (profileId: number) =>
  api.database.query<{ expires_at: string }>('SELECT expires_at FROM auth_sessions WHERE profile_id = $1', [profileId]);

describe('POST /api/session', () => {
  test('returns the profile and sets one cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn({ email: ` ${email.toUpperCase()}`, password: PASSWORD });
    expect(answer).toMatchObject({ status: 201, body: { id, name: 'Ana', email, isAdmin: false }, headers: { location: '/api/session' } });
    expect(Object.keys(answer.body)).toHaveLength(4);
    expect(setCookies(answer)).toHaveLength(1);
    expect(setCookies(answer)[0]).toMatch(new RegExp(`^${COOKIE}=[^;]+; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax$`));
  });

  test('sets a Secure cookie if PUBLIC_URL is https', async () => {
    const secure = await createTestApi({ PUBLIC_URL: 'https://skills.example.org' });
    try {
      const person = await factories(secure.database).profile({ email });
      await setPassword(secure.database, person, PASSWORD);
      expect(setCookies(await signIn(undefined, {}, secure))[0]).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    } finally {
      await secure.close();
    }
  });

  test('gives the same error without a cookie for a wrong password and an unknown address', async () => {
    const wrong = await signIn({ email, password: 'wrong password' });
    const unknown = await signIn({ email: 'nobody@example.org', password: PASSWORD });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
    expect([...setCookies(wrong), ...setCookies(unknown)]).toEqual([]);
  });

  test('rejects with a retry time after too many failures', async () => {
    await api.database.query(
      "INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT '127.0.0.1', sha256($1::text::bytea), now() FROM generate_series(1, 10)",
      [email],
    );
    const refused = await signIn();
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(880);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900);
  });

  test('rejects a sign-in from another site', async () => {
    expect(await signIn(undefined, { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  });

  test('ends the previous session of the browser', async () => {
    const former = cookieOf(await signIn());
    await signIn(undefined, { cookie: former });
    expect((await whoIs(former)).status).toBe(401);
    expect(await sessionsOf(id)).toHaveLength(1);
  });
});

describe('GET /api/session', () => {
  test('returns the signed-in person and the projects that they lead', async () => {
    const projects = [await factories(api.database).project({ techLeadId: id }), await factories(api.database).project({ techLeadId: id })];
    expect(await whoIs(cookieOf(await signIn()))).toMatchObject({
      status: 200,
      body: { profile: { id, name: 'Ana', email, isAdmin: false }, leads: projects },
    });
  });

  test('accepts an API token, and sets no cookie for it', async () => {
    const answer = await api.call('GET', '/api/session', { token: await api.tokenOf(id) });
    expect(answer).toMatchObject({ status: 200, body: { profile: { id }, leads: [] } });
    expect(setCookies(answer)).toEqual([]);
  });

  test('rejects a request without a cookie, with a forged cookie, or with a valid cookie and an invalid token', async () => {
    const cookie = cookieOf(await signIn());
    const [token] = await api.database.query<{ token: string }>('SELECT token FROM auth_sessions WHERE profile_id = $1', [id]);
    const forged = `${COOKIE}=${token?.token}.${encodeURIComponent(Buffer.alloc(32).toString('base64'))}`;
    const attempts: Record<string, string>[] = [
      {},
      { cookie: forged },
      { cookie: `${COOKIE}=${token?.token}` },
      { cookie: `${COOKIE}=%` },
      { cookie, authorization: 'Bearer skt_wrong' },
    ];
    for (const headers of attempts) {
      expect(await api.call('GET', '/api/session', { headers })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    }
  });

  test('prolongs a session that was not prolonged for a day, and does not change a newer one', async () => {
    const cookie = cookieOf(await signIn());
    expect(setCookies(await whoIs(cookie))).toEqual([]);
    await api.database.query("UPDATE auth_sessions SET expires_at = now() + interval '3 days' WHERE profile_id = $1", [id]);
    const prolonged = await whoIs(cookie);
    expect(cookieOf(prolonged)).toBe(cookie);
    expect(setCookies(prolonged)[0]).toMatch(/Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    const [session] = await sessionsOf(id);
    expect(Date.parse(session?.expires_at ?? '') - Date.now()).toBeGreaterThan(6.9 * 24 * 60 * 60_000);
  });

  test('rejects an expired session, which the next sign-in deletes', async () => {
    const cookie = cookieOf(await signIn());
    await api.database.query('UPDATE auth_sessions SET expires_at = now() WHERE profile_id = $1', [id]);
    expect((await whoIs(cookie)).status).toBe(401);
    await signIn();
    expect(await sessionsOf(id)).toHaveLength(1);
  });

  test('rejects the cookie and the token of a person who has left', async () => {
    const cookie = cookieOf(await signIn());
    const token = await api.tokenOf(id);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    expect((await whoIs(cookie)).status).toBe(401);
    expect((await api.call('GET', '/api/session', { token })).status).toBe(401);
    await endSessionsAndTokens(api.database, id);
    await api.database.query('UPDATE profiles SET deactivated_at = NULL WHERE id = $1', [id]);
    expect((await whoIs(cookie)).status).toBe(401);
    expect((await api.call('GET', '/api/session', { token })).status).toBe(401);
  });
});

describe('DELETE /api/session', () => {
  test('ends only the current session, and clears the cookie', async () => {
    const [here, elsewhere] = [cookieOf(await signIn()), cookieOf(await signIn())];
    const answer = await api.call('DELETE', '/api/session', { headers: { cookie: here } });
    expect(answer.status).toBe(204);
    expect(setCookies(answer)).toEqual([`${COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`]);
    expect((await whoIs(here)).status).toBe(401);
    expect((await whoIs(elsewhere)).status).toBe(200);
  });

  test('succeeds without a session', async () => {
    expect((await api.call('DELETE', '/api/session')).status).toBe(204);
    expect((await api.call('DELETE', '/api/session', { headers: { cookie: `${COOKIE}=nonsense` } })).status).toBe(204);
  });
});
