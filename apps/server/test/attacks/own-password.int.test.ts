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

// An attacker with another person's session cookie or unlocked computer tries to take over the account. Also tests concurrent
// password changes.
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
const sessionStatus = async (of: string) => (await api.call('GET', '/api/session', { headers: { cookie: of } })).status;
const givenCookie = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
const isCorrect = (password: string) =>
  signIn(api.database, { email: email, password, address: `2001:db8::${Math.floor(Math.random() * 9999)}` }).then(
    () => true,
    (error: { code: string }) => (error.code === 'UNAUTHENTICATED' ? false : Promise.reject(new Error(error.code))),
  );
/** All rows that a password change affects. */
const stored = async () => ({
  account: await api.database.query('SELECT password, updated_at FROM auth_accounts WHERE profile_id = $1', [id]),
  sessions: await api.database.query('SELECT * FROM auth_sessions WHERE profile_id = $1 ORDER BY id', [id]),
});

describe('a changed password', () => {
  it('replaces the old one, ends all other sessions of that person, and gives the current session a new cookie', async () => {
    const [elsewhere, ofAnotherPerson] = [await sessionOf(id), await sessionOf(await factories(api.database).profile())];
    const token = await api.tokenOf(id);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    const answer = await change();
    expect([answer.status, answer.body]).toEqual([204, '']);
    const renewed = givenCookie(answer);
    expect(String(answer.headers['set-cookie'])).toMatch(/; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(renewed).not.toBe(cookie);
    expect([
      await sessionStatus(renewed),
      await sessionStatus(cookie),
      await sessionStatus(elsewhere),
      await sessionStatus(ofAnotherPerson),
    ]).toEqual([200, 401, 401, 200]);
    expect((await api.call('GET', '/api/session', { token })).status).toBe(200);
    expect([await isCorrect(NEW), await isCorrect(OLD)]).toEqual([true, false]);
    expect(await entriesOf(api.database, before)).toMatchObject([
      { action: 'sign_in.password_set', profileId: id, actorId: id, via: 'session', address: '127.0.0.1' },
    ]);
    // A successful change leaves no failed attempts.
    expect(await api.database.query("SELECT FROM sign_in_failures WHERE address = '127.0.0.1'")).toEqual([]);
  });

  it('does not extend the maximum duration of the session', async () => {
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '29 days' WHERE profile_id = $1", [id]);
    const renewed = givenCookie(await change());
    expect(await sessionStatus(renewed)).toBe(200);
    await api.database.query("UPDATE auth_sessions SET created_at = created_at - interval '1 day' WHERE profile_id = $1", [id]);
    expect(await sessionStatus(renewed)).toBe(401);
  });
});

describe('a rejected change saves nothing', () => {
  it.each([
    ['a wrong current password', { currentPassword: 'correct horse batter' }, 'currentPassword'],
    ['a common new password', { newPassword: 'passwordpassword' }, 'newPassword'],
    ['a new password that contains the owner’s name', { newPassword: 'Ana Okonjo 2026' }, 'newPassword'],
    ['a new password that equals the current one', { newPassword: OLD }, 'newPassword'],
    ['a short new password', { newPassword: 'staple rive' }, 'newPassword'],
    ['an unknown field', { profileId: 1 }, ''],
  ])('for %s', async (_, body, path) => {
    const before = await stored();
    const answer = await change(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(answer.body.errors).toMatchObject([{ path }]);
    expect(JSON.stringify(answer.body)).not.toMatch(/horse|staple|passwordpassword/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await stored()).toEqual(before);
  });

  it('for an API token, even of an admin, and for a caller who is not signed in', async () => {
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

  it('for a demo session, which was started without a password', async () => {
    const clicked = await sessionOf(id, { withoutPassword: true });
    const before = await stored();
    const answer = await change({}, { cookie: clicked });
    expect([answer.status, answer.body.detail]).toEqual([403, 'Demo personas have no password to change.']);
    expect(await stored()).toEqual(before);
  });

  it.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }])(
    'for a request from another site: %j',
    async (headers) => {
      const before = await stored();
      expect((await change({}, { cookie, ...headers })).status).toBe(403);
      expect(await stored()).toEqual(before);
    },
  );

  it('for a database error in the middle of the transaction', async () => {
    await sessionOf(id);
    const before = await stored();
    const owner = api.ownerUrl;
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    try {
      // The last statement fails after the password was stored and the other session deleted.
      await client.query(
        `CREATE FUNCTION break_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END'`,
      );
      await client.query(`CREATE TRIGGER broken BEFORE UPDATE ON auth_sessions FOR EACH ROW EXECUTE FUNCTION break_in_the_middle()`);
      const answer = await change();
      expect([answer.status, answer.headers['set-cookie']]).toEqual([500, undefined]);
    } finally {
      await client.query('DROP TRIGGER IF EXISTS broken ON auth_sessions');
      await client.query('DROP FUNCTION IF EXISTS break_in_the_middle()');
      await client.end();
    }
    expect(await stored()).toEqual(before);
  });
});

describe('guesses of the current password', () => {
  const fail = (times: number, from = '127.0.0.1') =>
    api.database.query(
      "INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT $1, sha256(convert_to($2, 'UTF8')), now() FROM generate_series(1, $3::int)",
      [from, email, times],
    );

  it('count as failed sign-ins, are delayed, and are then rejected without checking the password', async () => {
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
    // The correct password is rejected too, so an attacker learns nothing from further attempts.
    const refused = await change();
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    // Signing in from the same address is rejected too.
    const signingIn = await api.call('POST', '/api/session', { body: { email, password: OLD } });
    expect(signingIn.status).toBe(429);
    expect(await stored()).toEqual(before);
    // The session is still valid, and its owner can change the password from another address.
    expect(await sessionStatus(cookie)).toBe(200);
    expect((await change({}, { cookie, 'x-forwarded-for': '198.51.100.7' })).status).toBe(204);
  });

  it('do not count if the current password is correct and the new one is rejected', async () => {
    for (const newPassword of ['passwordpassword', OLD]) expect((await change({ newPassword })).status).toBe(400);
    expect(await api.database.query("SELECT FROM sign_in_failures WHERE address = '127.0.0.1'")).toEqual([]);
  });
});

describe('concurrent changes', () => {
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

  it('end a session from a concurrent sign-in with the old password, in either order', async () => {
    const late = await signIn(api.database, { email: email, password: OLD, address: '192.0.2.2' });
    const early = await sessionOf(id);
    await confirmSignIn(api.database, late);
    const renewed = givenCookie(await change());
    // This sign-in checked the old password before the change. It must be confirmed after its session exists.
    const lateCookie = await sessionOf(id);
    expect(await codeOf(confirmSignIn(api.database, late))).toBe('UNAUTHENTICATED');
    expect([await sessionStatus(early), await sessionStatus(renewed), await sessionStatus(lateCookie)]).toEqual([401, 200, 200]);
  });

  it('let one of two changes succeed and reject the other', async () => {
    const other = await sessionOf(id);
    const answers = await Promise.all([change(), change({ newPassword: 'quite another one, mine' }, { cookie: other })]);
    const done = answers.filter(({ status }) => status === 204);
    expect(done).toHaveLength(1);
    // The other change has the wrong current password or no session by then.
    expect(answers.filter(({ status }) => status === 400 || status === 401)).toHaveLength(1);
    const cookies = await Promise.all([...done.map(givenCookie), cookie, other].map(sessionStatus));
    expect(cookies).toEqual([200, 401, 401]);
    expect(await isCorrect(OLD)).toBe(false);
  });

  it('reject a change whose session, for example a stolen one, is ended at the same time', async () => {
    const before = await stored();
    const refused = await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM auth_accounts WHERE profile_id = $1 FOR UPDATE', [id]);
      const changing = codeOf(changeOn(api.database));
      // The change waits for the locked account row, and its session is deleted in the meantime.
      await untilWaiting(api.database);
      await transaction.query('DELETE FROM auth_sessions WHERE profile_id = $1', [id]);
      return { changing };
    });
    expect(await refused.changing).toBe('UNAUTHENTICATED');
    expect((await stored()).account).toEqual(before.account);
  });

  it('leave no password for a person who is erased', async () => {
    const admin = await factories(api.database).profile({ isAdmin: true });
    const outcomes = await Promise.allSettled([
      changeOn(api.database),
      erasePerson(api.database, { profileId: id, confirm: email, erasedById: admin }),
    ]);
    expect(outcomes[1].status).toBe('fulfilled');
    expect(await stored()).toEqual({ account: [], sessions: [] });
  });
});

describe('a password whose hash has old parameters', () => {
  it('is rehashed when its owner signs in, with the owner as the actor in the audit log', async () => {
    await storePassword(api.database, id, HASH_BY_EARLIER_VERSION);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    const answer = await api.call('POST', '/api/session', { body: { email, password: OLD }, headers: { 'user-agent': 'Firefox/140.0' } });
    expect(answer.status).toBe(201);
    expect(await entriesOf(api.database, before)).toMatchObject([
      { action: 'sign_in.password_set', profileId: id, actorId: id, via: 'session', address: '127.0.0.1', userAgent: 'Firefox/140.0' },
    ]);
  });

  it('can be changed', async () => {
    await storePassword(api.database, id, HASH_BY_EARLIER_VERSION);
    expect((await change()).status).toBe(204);
    expect(await isCorrect(NEW)).toBe(true);
  });
});
