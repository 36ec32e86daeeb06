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

/** The `Cookie` header of a session of that person, without the slow way through a password. */
async function sessionOf(profileId: number): Promise<string> {
  return (await api.app.get(BrowserSessions).start(profileId)).split(';')[0] ?? '';
}
const whoIs = async (cookie: string): Promise<number> => {
  const { status, body } = await api.call('GET', '/api/session', { headers: { cookie } });
  return status === 200 ? body.profile.id : status;
};
const sessionsOf = (profileId: number) => api.database.query('SELECT FROM auth_sessions WHERE profile_id = $1', [profileId]);

describe('fixation', () => {
  it('a cookie that was planted before signing in is worth nothing afterwards, whosever it was', async () => {
    await setPassword(api.database, id, PASSWORD);
    const attacker = await factories(api.database).profile();
    for (const planted of [await sessionOf(attacker), `${COOKIE}=planted.${'A'.repeat(43)}=`, `${COOKIE}=`]) {
      await api.database.query('DELETE FROM sign_in_failures');
      const answer = await api.call('POST', '/api/session', { body: { email, password: PASSWORD }, headers: { ...OWN, cookie: planted } });
      expect(answer.status).toBe(201);
      const given = String(answer.headers['set-cookie']).split(';')[0] ?? '';
      expect(given).not.toBe(planted);
      expect(await whoIs(given)).toBe(id);
      expect(await whoIs(planted)).toBe(401);
    }
    expect(await sessionsOf(attacker)).toEqual([]);
  });

  it('a neighbor on the same domain cannot plant one: browsers keep the name for this very host, and no other name counts', async () => {
    const setCookie = await api.app.get(BrowserSessions).start(id);
    expect(setCookie).toMatch(new RegExp(`^${COOKIE}=[^;]+; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax$`));
    const value = setCookie.slice(setCookie.indexOf('=') + 1).split(';')[0];
    expect(await whoIs(`${COOKIE}=${value}`)).toBe(id);
    for (const name of ['skilltrace.session_token', '__Secure-skilltrace.session_token', '__host-skilltrace.session_token'])
      expect(await whoIs(`${name}=${value}`)).toBe(401);
  });
});

describe('a session', () => {
  it('that somebody copied ends with signing out, for reads and writes', async () => {
    const cookie = await sessionOf(id);
    expect(await whoIs(cookie)).toBe(id);
    expect((await api.call('DELETE', '/api/session', { headers: { ...OWN, cookie } })).status).toBe(204);
    expect(await whoIs(cookie)).toBe(401);
    expect((await api.call('POST', '/api/skills', { headers: { ...OWN, cookie }, body: { name: 'Rust', category: 'x' } })).status).toBe(
      401,
    );
  });

  it('ends seven days after its last use', async () => {
    const cookie = await sessionOf(id);
    await api.database.query("UPDATE auth_sessions SET expires_at = now() - interval '1 millisecond' WHERE profile_id = $1", [id]);
    expect(await whoIs(cookie)).toBe(401);
  });

  it('ends 30 days after signing in, however often it was used', async () => {
    const cookie = await sessionOf(id);
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '29 days 23 hours' WHERE profile_id = $1", [id]);
    expect(await whoIs(cookie)).toBe(id);
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '30 days' WHERE profile_id = $1", [id]);
    expect(await whoIs(cookie)).toBe(401);
    expect(await whoIs(cookie)).toBe(401);
  });

  it('ends everywhere when a password is set, and one that is just being started with the former password ends too', async () => {
    await setPassword(api.database, id, PASSWORD);
    const signedIn = await signIn(api.database, { email, password: PASSWORD, address: '192.0.2.1' });
    const elsewhere = await sessionOf(id);
    const hash = await hashNewPassword('another horse battery');
    let confirmed: Promise<string> | undefined;
    await api.database.transaction(async (transaction) => {
      await storePassword(transaction, id, hash);
      await endSessions(transaction, id);
      // The sign-in goes on at the worst moment: its session is not there yet for the one who ends them all.
      confirmed = confirmSignIn(api.database, signedIn).then(
        () => 'confirmed',
        (error: { code: string }) => error.code,
      );
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    });
    expect(await confirmed).toBe('UNAUTHENTICATED');
    expect(await whoIs(elsewhere)).toBe(401);
  });

  it('is not made by its token alone, which is all that the database holds', async () => {
    await sessionOf(id);
    const [row] = await api.database.query<{ token: string }>('SELECT token FROM auth_sessions WHERE profile_id = $1', [id]);
    for (const value of [row?.token, `${row?.token}.`, `${row?.token}.${Buffer.alloc(32).toString('base64')}`])
      expect(await whoIs(`${COOKIE}=${value}`)).toBe(401);
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
    // A network that answers for http can serve any page there.
    { origin: 'http://skills.example.org' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'garbage' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'x-http-method-override': 'GET' },
  ])('is refused from another site: %j', async (headers) => {
    const cookie = await sessionOf(id);
    const before = await api.database.query('SELECT FROM skills');
    const answer = await post(cookie, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN']);
    // Nor does it end the session, or use anything up.
    expect((await api.call('DELETE', '/api/session', { headers: { cookie, ...headers } })).status).toBe(403);
    expect(await whoIs(cookie)).toBe(id);
    expect(await api.database.query('SELECT FROM skills')).toHaveLength(before.length);
  });

  it.each<Record<string, string>>([
    { origin: PUBLIC_URL },
    { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('is done from our own: %j', async (headers) => expect((await post(await sessionOf(id), headers)).statusCode).toBe(201));

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', ''])(
    'is not done in a form that a page can post without being asked: %j',
    async (type) => {
      const answer = await post(await sessionOf(id), { origin: PUBLIC_URL, 'content-type': type });
      expect(answer.statusCode).toBe(415);
    },
  );

  it('tells no other site anything: no answer allows reading it, whatever the origin', async () => {
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

describe('the host that a request claims to be for', () => {
  it('is in nothing that we answer or send', async () => {
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
