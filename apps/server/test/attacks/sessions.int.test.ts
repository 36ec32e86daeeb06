import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { hashNewPassword, setPassword, storePassword } from '../../src/sign-in/password/passwords.js';
import { endSessions } from '../../src/sign-in/sessions/end-sessions-and-tokens.js';
import { confirmSignIn, signIn } from '../../src/sign-in/sessions/sign-in.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';

const PASSWORD = 'correct horse battery';
const PUBLIC_URL = 'https://skills.example.org';
const OWN = { origin: PUBLIC_URL, host: 'skills.example.org' };
const COOKIE = '__Host-skilltrace.session_token';

let api: TestApi;
let id: number;
let email: string;

beforeAll(async () => {
  api = await createTestApi({ PUBLIC_URL, TRUST_PROXY: '1' });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.query('DELETE FROM sign_in_failures');
  email = `ana-${Math.random()}@example.org`;
  id = await factories(api.database).profile({ email, isAdmin: true });
});

/** The `Cookie` header of a new session of that person. Skips the slow password check. */
async function sessionOf(profileId: number): Promise<string> {
  return (await api.app.get(BrowserSessions).start(profileId)).split(';')[0] ?? '';
}
/** The id of the signed-in person, or the error status. */
const signedInPerson = async (cookie: string): Promise<number> => {
  const { status, body } = await api.call('GET', '/api/session', { headers: { cookie } });
  return status === 200 ? body.profile.id : status;
};
const sessionsOf = (profileId: number) => api.database.query('SELECT FROM auth_sessions WHERE profile_id = $1', [profileId]);

describe('session fixation', () => {
  it('fails: a cookie from before the sign-in is invalid afterwards, even if it belonged to an attacker', async () => {
    await setPassword(api.database, id, PASSWORD);
    const attacker = await factories(api.database).profile();
    for (const planted of [await sessionOf(attacker), `${COOKIE}=planted.${'A'.repeat(43)}=`, `${COOKIE}=`]) {
      await api.database.query('DELETE FROM sign_in_failures');
      const answer = await api.call('POST', '/api/session', { body: { email, password: PASSWORD }, headers: { ...OWN, cookie: planted } });
      expect(answer.status).toBe(201);
      const given = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      expect(given).not.toBe(planted);
      expect(await signedInPerson(given)).toBe(id);
      expect(await signedInPerson(planted)).toBe(401);
    }
    expect(await sessionsOf(attacker)).toEqual([]);
  });

  it('from a sibling domain fails: the cookie has the __Host- prefix, and other cookie names are ignored', async () => {
    const setCookie = await api.app.get(BrowserSessions).start(id);
    expect(setCookie).toMatch(new RegExp(`^${COOKIE}=[^;]+; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax$`));
    const value = setCookie.slice(setCookie.indexOf('=') + 1).split(';')[0];
    expect(await signedInPerson(`${COOKIE}=${value}`)).toBe(id);
    for (const name of ['skilltrace.session_token', '__Secure-skilltrace.session_token', '__host-skilltrace.session_token'])
      expect(await signedInPerson(`${name}=${value}`)).toBe(401);
  });
});

describe('a session', () => {
  it('that was copied ends when its owner signs out, for reads and writes', async () => {
    const cookie = await sessionOf(id);
    expect(await signedInPerson(cookie)).toBe(id);
    expect((await api.call('DELETE', '/api/session', { headers: { ...OWN, cookie } })).status).toBe(204);
    expect(await signedInPerson(cookie)).toBe(401);
    expect((await api.call('POST', '/api/skills', { headers: { ...OWN, cookie }, body: { name: 'Rust', category: 'x' } })).status).toBe(
      401,
    );
  });

  it('ends seven days after its last use', async () => {
    const cookie = await sessionOf(id);
    await api.database.query("UPDATE auth_sessions SET expires_at = now() - interval '1 millisecond' WHERE profile_id = $1", [id]);
    expect(await signedInPerson(cookie)).toBe(401);
  });

  it('ends 30 days after the sign-in, even if it is used', async () => {
    const cookie = await sessionOf(id);
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '29 days 23 hours' WHERE profile_id = $1", [id]);
    expect(await signedInPerson(cookie)).toBe(id);
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '30 days' WHERE profile_id = $1", [id]);
    expect(await signedInPerson(cookie)).toBe(401);
    expect(await signedInPerson(cookie)).toBe(401);
  });

  it('ends when a new password is set, even one that is being started with the old password', async () => {
    await setPassword(api.database, id, PASSWORD);
    const signedIn = await signIn(api.database, { email, password: PASSWORD, address: '192.0.2.1' });
    const elsewhere = await sessionOf(id);
    const hash = await hashNewPassword('another horse battery');
    let confirmed: Promise<string> | undefined;
    await api.database.transaction(async (transaction) => {
      await storePassword(transaction, id, hash);
      await endSessions(transaction, id);
      // The sign-in continues at the worst moment: its session does not exist yet when all sessions are ended.
      confirmed = confirmSignIn(api.database, signedIn).then(
        () => 'confirmed',
        (error: { code: string }) => error.code,
      );
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    });
    expect(await confirmed).toBe('UNAUTHENTICATED');
    expect(await signedInPerson(elsewhere)).toBe(401);
  });

  it('cannot be used with only the token that the database stores', async () => {
    await sessionOf(id);
    const [row] = await api.database.query<{ token: string }>('SELECT token FROM auth_sessions WHERE profile_id = $1', [id]);
    for (const value of [row?.token, `${row?.token}.`, `${row?.token}.${Buffer.alloc(32).toString('base64')}`])
      expect(await signedInPerson(`${COOKIE}=${value}`)).toBe(401);
  });
});

describe('a write with the cookie', () => {
  const post = (
    cookie: string,
    headers: Record<string, string>,
    payload = JSON.stringify({ name: `Skill ${Math.random()}`, category: 'x' }),
  ) =>
    api.app.inject({
      method: 'POST',
      url: '/api/skills',
      headers: { host: 'skills.example.org', 'content-type': 'application/json', cookie, ...headers },
      payload,
    });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://skills.example.org.evil.example' },
    { origin: 'https://skills.example.org:8443' },
    { origin: 'https://other.example.org', 'sec-fetch-site': 'same-site' },
    // An attacker who controls the network can serve any page over http.
    { origin: 'http://skills.example.org' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'garbage' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'x-http-method-override': 'GET' },
  ])('is rejected from another site: %j', async (headers) => {
    const cookie = await sessionOf(id);
    const before = await api.database.query('SELECT FROM skills');
    const answer = await post(cookie, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN']);
    // Such a request cannot end the session either.
    expect((await api.call('DELETE', '/api/session', { headers: { cookie, ...headers } })).status).toBe(403);
    expect(await signedInPerson(cookie)).toBe(id);
    expect(await api.database.query('SELECT FROM skills')).toHaveLength(before.length);
  });

  it.each<Record<string, string>>([
    { origin: PUBLIC_URL },
    { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('is accepted from the same site: %j', async (headers) => expect((await post(await sessionOf(id), headers)).statusCode).toBe(201));

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', ''])(
    'is rejected with a content type that another site can send without a preflight request: %j',
    async (type) => {
      const answer = await post(await sessionOf(id), { origin: PUBLIC_URL, 'content-type': type });
      expect(answer.statusCode).toBe(415);
    },
  );

  it('gets no CORS headers, so other sites cannot read the response', async () => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      const answer = await api.app.inject({
        method,
        url: '/api/skills',
        headers: { origin: 'https://evil.example', cookie: await sessionOf(id) },
      });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the host in request headers', () => {
  it('does not appear in responses or invitation links', async () => {
    const person = await factories(api.database).profile();
    const cookie = await sessionOf(id);
    const answer = await api.call('POST', `/api/profiles/${person}/invitation`, {
      headers: { cookie, origin: PUBLIC_URL, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
    });
    expect(answer.status).toBe(201);
    expect(answer.body.url).toMatch(/^https:\/\/skills\.example\.org\/invitations\//);
    expect(JSON.stringify([answer.body, answer.headers])).not.toMatch(/evil|gopher/);
  });
});
