import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import type { Connection } from '../../src/platform/database/connection.js';
import { MOST_ON_ACCOUNT } from '../../src/sign-in/attempts/attempt-limits.js';
import { changePassword } from '../../src/sign-in/password/change-password.js';
import { erasePerson } from '../../src/people/erasure/erase-person.js';
import { hashNewPassword, storePassword } from '../../src/sign-in/password/passwords.js';
import { confirmSignIn, signIn } from '../../src/sign-in/sessions/sign-in.js';
import { createTestApi, type Answer, type TestApi } from '../api-client.js';
import { entriesOf } from '../audit-entries.js';
import { factories } from '../factories.js';
import { HASH_BY_EARLIER_VERSION } from '../password-hash-by-earlier-version.js';
import { untilWaiting } from '../until-waiting.js';

// Somebody has the cookie of another, or an unlocked machine, and wants the account; or two do the same at once.
const OLD = 'correct horse battery';
const NEW = 'staple over the river';
const PUBLIC_URL = 'https://skills.example.org';

let api: TestApi;
let id: number;
let email: string;
let cookie: string;
let hashOfOld: string;

beforeAll(async () => {
  api = await createTestApi({ PUBLIC_URL, TRUST_PROXY: '1', DEMO: 'true' });
  hashOfOld = await hashNewPassword(OLD);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.query('DELETE FROM sign_in_failures');
  email = `ana-${Math.random()}@example.org`;
  id = await factories(api.database).profile({ email, name: 'Ana Okonjo' });
  await storePassword(api.database, id, hashOfOld);
  cookie = await sessionOf(id);
});

async function sessionOf(profileId: number, beginning = {}): Promise<string> {
  return (await api.app.get(BrowserSessions).start(profileId, beginning)).split(';')[0] ?? '';
}
const change = (body: object = {}, headers: Record<string, string> = { cookie }): Promise<Answer> =>
  api.call('PUT', '/api/session/password', { body: { currentPassword: OLD, newPassword: NEW, ...body }, headers });
const standing = async (of: string) => (await api.call('GET', '/api/session', { headers: { cookie: of } })).status;
const givenCookie = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
const isRight = (password: string) =>
  signIn(api.database, { email: email, password, address: `2001:db8::${Math.floor(Math.random() * 9999)}` }).then(
    () => true,
    (error: { code: string }) => (error.code === 'UNAUTHENTICATED' ? false : Promise.reject(new Error(error.code))),
  );
/** Everything that a change touches. */
const stored = async () => ({
  account: await api.database.query('SELECT password, updated_at FROM auth_accounts WHERE profile_id = $1', [id]),
  sessions: await api.database.query('SELECT * FROM auth_sessions WHERE profile_id = $1 ORDER BY id', [id]),
});

describe('a changed password', () => {
  it('is the only one, ends every other session of that person, and the copy of this one', async () => {
    const [elsewhere, ofSomebodyElse] = [await sessionOf(id), await sessionOf(await factories(api.database).profile())];
    const token = await api.tokenOf(id);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    const answer = await change();
    expect([answer.status, answer.body]).toEqual([204, '']);
    const renewed = givenCookie(answer);
    expect(String(answer.headers['set-cookie'])).toMatch(/; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(renewed).not.toBe(cookie);
    expect([await standing(renewed), await standing(cookie), await standing(elsewhere), await standing(ofSomebodyElse)]).toEqual([
      200, 401, 401, 200,
    ]);
    expect((await api.call('GET', '/api/session', { token })).status).toBe(200);
    expect([await isRight(NEW), await isRight(OLD)]).toEqual([true, false]);
    expect(await entriesOf(api.database, before)).toMatchObject([
      { action: 'sign_in.password_set', profileId: id, actorId: id, via: 'session', address: '127.0.0.1' },
    ]);
    // Its own attempts do not count against its owner.
    expect(await api.database.query("SELECT FROM sign_in_failures WHERE address = '127.0.0.1'")).toEqual([]);
  });

  it('does not make the session last longer than it would have', async () => {
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '29 days' WHERE profile_id = $1", [id]);
    const renewed = givenCookie(await change());
    expect(await standing(renewed)).toBe(200);
    await api.database.query("UPDATE auth_sessions SET created_at = created_at - interval '1 day' WHERE profile_id = $1", [id]);
    expect(await standing(renewed)).toBe(401);
  });
});

describe('what is refused leaves all as it was', () => {
  it.each([
    ['a wrong current password', { currentPassword: 'correct horse batter' }, 'currentPassword'],
    ['one that anybody would try', { newPassword: 'passwordpassword' }, 'newPassword'],
    ['one that is the owner’s name', { newPassword: 'Ana Okonjo 2026' }, 'newPassword'],
    ['the same one', { newPassword: OLD }, 'newPassword'],
    ['a short one', { newPassword: 'staple rive' }, 'newPassword'],
    ['a field of somebody else', { profileId: 1 }, ''],
  ])('%s', async (_, body, path) => {
    const before = await stored();
    const answer = await change(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ path }]);
    expect(JSON.stringify(answer.body)).not.toMatch(/horse|staple|passwordpassword/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await stored()).toEqual(before);
  });

  it('an API token, an admin’s as well, and whoever is not signed in', async () => {
    const before = await stored();
    const admin = await factories(api.database).profile({ isAdmin: true });
    for (const who of [id, admin]) {
      const answer = await api.call('PUT', '/api/session/password', {
        token: await api.tokenOf(who),
        body: { currentPassword: OLD, newPassword: NEW },
        headers: { cookie },
      });
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
      expect(answer.body.detail).toMatch(/^API tokens cannot do this/);
    }
    expect((await change({}, {})).status).toBe(401);
    expect(await stored()).toEqual(before);
  });

  it('a persona who came at a click, and has shown no password', async () => {
    const clicked = await sessionOf(id, { withoutPassword: true });
    const before = await stored();
    const answer = await change({}, { cookie: clicked });
    expect([answer.status, answer.body.detail]).toEqual([403, 'Demo personas have no password to change.']);
    expect(await stored()).toEqual(before);
  });

  it.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }])(
    'another site: %j',
    async (headers) => {
      const before = await stored();
      expect((await change({}, { cookie, ...headers })).status).toBe(403);
      expect(await stored()).toEqual(before);
    },
  );

  it('a database that fails in the middle: the password and every session stand', async () => {
    await sessionOf(id);
    const before = await stored();
    const owner = api.ownerUrl;
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    try {
      // The password is stored and the other session gone by the time the last statement fails.
      await client.query(`CREATE FUNCTION break_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END';
        CREATE TRIGGER broken BEFORE UPDATE ON auth_sessions FOR EACH ROW EXECUTE FUNCTION break_in_the_middle()`);
      const answer = await change();
      expect([answer.status, answer.headers['set-cookie']]).toEqual([500, undefined]);
    } finally {
      await client.query('DROP TRIGGER IF EXISTS broken ON auth_sessions; DROP FUNCTION IF EXISTS break_in_the_middle()');
      await client.end();
    }
    expect(await stored()).toEqual(before);
  });
});

describe('whoever tries current passwords', () => {
  const fail = (times: number, from = '127.0.0.1') =>
    api.database.query(
      "INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT $1, sha256(convert_to($2, 'UTF8')), now() FROM generate_series(1, $3::int)",
      [from, email, times],
    );

  it('is counted as one who signs in, slowed and refused, before the password is even looked at', async () => {
    await fail(MOST_ON_ACCOUNT - 2);
    const pauses: number[] = [];
    const [session] = await api.database.query<{ id: number }>('SELECT id FROM auth_sessions WHERE profile_id = $1', [id]);
    const attempt = (currentPassword: string) =>
      changePassword(
        api.database,
        {
          profileId: id,
          session: { id: session?.id ?? 0, withoutPassword: false },
          address: '127.0.0.1',
          currentPassword,
          newPassword: NEW,
        },
        { now: new Date(), pause: (ms) => Promise.resolve(pauses.push(ms)) },
      ).catch((error: { code: string }) => error.code);
    expect(await attempt('wrong one')).toBe('VALIDATION_FAILED');
    expect(await attempt('wrong again')).toBe('VALIDATION_FAILED');
    expect(pauses).toEqual([1000, 1000]);
    const before = await stored();
    // The right one as well: an attacker learns nothing by going on.
    const refused = await change();
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // Nor by the door in front, from the same place.
    const signingIn = await api.call('POST', '/api/session', { body: { email, password: OLD } });
    expect(signingIn.status).toBe(429);
    expect(await stored()).toEqual(before);
    // The session goes on, and its owner changes it from elsewhere.
    expect(await standing(cookie)).toBe(200);
    expect((await change({}, { cookie, 'x-forwarded-for': '198.51.100.7' })).status).toBe(204);
  });

  it('is refused what would do no harm without being counted: a new password that nobody may have', async () => {
    for (const newPassword of ['passwordpassword', OLD]) expect((await change({ newPassword })).status).toBe(400);
    expect(await api.database.query("SELECT FROM sign_in_failures WHERE address = '127.0.0.1'")).toEqual([]);
  });
});

describe('at the same moment', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  const sessionId = async () =>
    (await api.database.query<{ id: number }>('SELECT id FROM auth_sessions WHERE profile_id = $1 ORDER BY id', [id]))[0]?.id ?? 0;
  const changeOn = async (connection: Connection) =>
    changePassword(connection, {
      profileId: id,
      session: { id: await sessionId(), withoutPassword: false },
      address: '192.0.2.1',
      currentPassword: OLD,
      newPassword: NEW,
    });

  it('a sign-in with the former password does not outlive the change, whichever comes first', async () => {
    const late = await signIn(api.database, { email: email, password: OLD, address: '192.0.2.2' });
    const early = await sessionOf(id);
    await confirmSignIn(api.database, late);
    const renewed = givenCookie(await change());
    // It found the password right before, and asks again once its session stands.
    const lateCookie = await sessionOf(id);
    expect(await codeOf(confirmSignIn(api.database, late))).toBe('UNAUTHENTICATED');
    expect([await standing(early), await standing(renewed), await standing(lateCookie)]).toEqual([401, 200, 200]);
    // The route ends it then, as any sign-in that is refused.
  });

  it('of two changes one is done, and the other is told', async () => {
    const other = await sessionOf(id);
    const answers = await Promise.all([change(), change({ newPassword: 'quite another one, mine' }, { cookie: other })]);
    const done = answers.filter(({ status }) => status === 204);
    expect(done).toHaveLength(1);
    // A wrong password by now, or no session any more.
    expect(answers.filter(({ status }) => status === 400 || status === 401)).toHaveLength(1);
    const cookies = await Promise.all([...done.map(givenCookie), cookie, other].map(standing));
    expect(cookies).toEqual([200, 401, 401]);
    expect(await isRight(OLD)).toBe(false);
  });

  it('of a change and the end of that very session, a stolen one say, the change is not done', async () => {
    const before = await stored();
    const refused = await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM auth_accounts WHERE profile_id = $1 FOR UPDATE', [id]);
      const changing = codeOf(changeOn(api.database));
      // It waits for the account that is held here; its session goes meanwhile.
      await untilWaiting(api.database);
      await transaction.query('DELETE FROM auth_sessions WHERE profile_id = $1', [id]);
      return { changing };
    });
    expect(await refused.changing).toBe('UNAUTHENTICATED');
    expect((await stored()).account).toEqual(before.account);
  });

  it('somebody who is erased has no password afterwards', async () => {
    const admin = await factories(api.database).profile({ isAdmin: true });
    const outcomes = await Promise.allSettled([
      changeOn(api.database),
      erasePerson(api.database, { profileId: id, confirm: email, erasedById: admin }),
    ]);
    expect(outcomes[1].status).toBe('fulfilled');
    expect(await stored()).toEqual({ account: [], sessions: [] });
  });
});

describe('a password whose hash is of former parameters', () => {
  it('is hashed anew as its owner signs in, and that is put down to them', async () => {
    await storePassword(api.database, id, HASH_BY_EARLIER_VERSION);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    const answer = await api.call('POST', '/api/session', { body: { email, password: OLD }, headers: { 'user-agent': 'Firefox/140.0' } });
    expect(answer.status).toBe(201);
    expect(await entriesOf(api.database, before)).toMatchObject([
      { action: 'sign_in.password_set', profileId: id, actorId: id, via: 'session', address: '127.0.0.1', userAgent: 'Firefox/140.0' },
    ]);
  });

  it('can be changed as well', async () => {
    await storePassword(api.database, id, HASH_BY_EARLIER_VERSION);
    expect((await change()).status).toBe(204);
    expect(await isRight(NEW)).toBe(true);
  });
});
