import { createHook } from 'node:async_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { factories } from '../../../test/factories.js';
import { HASH_BY_EARLIER_VERSION } from '../../../test/password-hash-by-earlier-version.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { admitAttempt, TooManyAttempts } from '../attempts/attempts.js';
import { MOST_FROM_ADDRESS, MOST_ON_ACCOUNT, WINDOW_MS } from '../attempts/attempt-limits.js';
import { hashNewPassword, storePassword } from '../password/passwords.js';
import { signIn } from './sign-in.js';

const RIGHT = 'correct horse battery';
const HERE = '192.0.2.1';
const ELSEWHERE = '198.51.100.7';

let testDatabase: TestDatabase;
let hashOfRight: string;
let email: string;
let id: number;
let clock: { now: Date; pause: (milliseconds: number) => Promise<void> };
let paused: number[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  hashOfRight = await hashNewPassword(RIGHT);
});
afterAll(() => testDatabase.drop());
beforeEach(async () => {
  await testDatabase.database.query('DELETE FROM sign_in_failures');
  email = `ana-${Math.random()}@intranet`;
  id = await factories(testDatabase.database).profile({ email, name: 'Ana' });
  await storePassword(testDatabase.database, id, hashOfRight);
  paused = [];
  clock = { now: new Date('2026-01-01T12:00:00.000Z'), pause: async (milliseconds) => void paused.push(milliseconds) };
});

const attempt = (password: string, address = HERE, account = email) =>
  signIn(testDatabase.database, { email: account, password, address }, clock);
const later = (milliseconds: number) => (clock.now = new Date(clock.now.getTime() + milliseconds));
const hashOfPerson = async () =>
  (await testDatabase.database.query<{ password: string }>('SELECT password FROM auth_accounts WHERE profile_id = $1', [id]))[0]?.password;

/** Counts the scrypt calls, which dominate the response time. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  let hashes = 0;
  const hook = createHook({ init: (_id, type) => void (type === 'SCRYPTREQUEST' && (hashes += 1)) }).enable();
  await work();
  hook.disable();
  return hashes;
}

async function fail(times: number, address = HERE) {
  for (let count = 0; count < times; count++) {
    later(1000);
    await expect(attempt('wrong password', address)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
}

/** Records failures like `fail`, but without hashing passwords. */
async function failedBefore(times: number, address = HERE) {
  for (let count = 0; count < times; count++) {
    later(1000);
    await admitAttempt(testDatabase.database, { email, address }, clock.now);
  }
}

describe('signIn', () => {
  test('returns the profile for the right password', async () => {
    await expect(attempt(RIGHT)).resolves.toMatchObject({ profile: { id, name: 'Ana', email, isAdmin: false } });
  });

  test('gives the same error for a wrong password, an unknown address, a person without a password and one who has left', async () => {
    await factories(testDatabase.database).profile({ email: 'without@example.org' });
    const wrong = await attempt('wrong password').catch((error: Error) => error);
    const unknown = await attempt(RIGHT, HERE, 'nobody@example.org').catch((error: Error) => error);
    const passwordless = await attempt(RIGHT, HERE, 'without@example.org').catch((error: Error) => error);
    await testDatabase.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    const left = await attempt(RIGHT).catch((error: Error) => error);
    expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([unknown, passwordless, left]).toEqual([wrong, wrong, wrong]);
  });

  test('runs one hash for a wrong password, an unknown address, a person without a password and one who has left', async () => {
    await factories(testDatabase.database).profile({ email: 'without-password@example.org' });
    const work = async (account: string) => {
      await testDatabase.database.query('DELETE FROM sign_in_failures');
      return hashesDuring(() => expect(attempt('wrong password', HERE, account)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' }));
    };
    const [known, unknown, without] = [await work(email), await work('nobody@example.org'), await work('without-password@example.org')];
    await testDatabase.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    expect([known, unknown, without, await work(email)]).toEqual([1, 1, 1, 1]);
  });

  test('replaces a hash with outdated parameters once, and only if the password is right', async () => {
    const outdated = HASH_BY_EARLIER_VERSION;
    await testDatabase.database.query('UPDATE auth_accounts SET password = $2 WHERE profile_id = $1', [id, outdated]);
    await expect(attempt('wrong password')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await hashOfPerson()).toBe(outdated);
    await expect(attempt(RIGHT)).resolves.toMatchObject({ profile: { id } });
    expect(await hashOfPerson()).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w-]{22}\$[\w-]{86}$/);
    const renewed = await hashOfPerson();
    await expect(attempt(RIGHT)).resolves.toMatchObject({ profile: { id } });
    expect(await hashOfPerson()).toBe(renewed);
  });
});

describe('repeated failures', () => {
  test('cause delays, then refusals even with the right password, for 15 minutes', async () => {
    await fail(MOST_ON_ACCOUNT);
    expect(paused).toEqual([250, 500, 1000, 1000, 1000, 1000, 1000]);
    const refusal = await attempt(RIGHT).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooManyAttempts);
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', retryAfterS: WINDOW_MS / 1000 - 9 });
    later(WINDOW_MS - 9_000);
    await expect(attempt(RIGHT)).resolves.toMatchObject({ profile: { id } });
  });

  test('that are refused do not extend the 15 minutes', async () => {
    await failedBefore(MOST_ON_ACCOUNT);
    for (let minute = 0; minute < 14; minute++) {
      later(60_000);
      await expect(attempt('wrong password')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    }
    later(60_000);
    await expect(attempt(RIGHT)).resolves.toMatchObject({ profile: { id } });
  });

  test('from another address do not lock out the owner of the account', async () => {
    await failedBefore(MOST_ON_ACCOUNT, ELSEWHERE);
    await expect(attempt(RIGHT, ELSEWHERE)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(attempt(RIGHT, HERE)).resolves.toMatchObject({ profile: { id } });
  });

  test('are deleted when the person signs in from the same address', async () => {
    await failedBefore(MOST_ON_ACCOUNT - 1);
    await attempt(RIGHT);
    await failedBefore(MOST_ON_ACCOUNT);
    await expect(attempt(RIGHT)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  test('on many accounts lock out the address', async () => {
    await testDatabase.database.query(
      'INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT $1, sha256(n::text::bytea), $2 FROM generate_series(1, $3::int) n',
      [HERE, clock.now.toISOString(), MOST_FROM_ADDRESS],
    );
    await expect(attempt(RIGHT)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await expect(attempt(RIGHT, ELSEWHERE)).resolves.toMatchObject({ profile: { id } });
  });

  test('that are simultaneous are counted one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => attempt('wrong password').catch((error: { code: string }) => error.code)),
    );
    expect(answers.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(MOST_ON_ACCOUNT);
    expect(answers.filter((code) => code === 'RATE_LIMITED')).toHaveLength(15);
  });

  test('are stored without the e-mail address, and deleted when they no longer count', async () => {
    await fail(2);
    later(WINDOW_MS);
    await fail(1);
    const rows = await testDatabase.database.query<{ row: string }>('SELECT sign_in_failures::text AS row FROM sign_in_failures');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(email);
  });
});

test.each(['auth_sessions', 'auth_accounts', 'api_tokens', 'invitations', 'sign_in_failures'])(
  'the analytics login cannot read %s',
  async (table) => {
    await expect(testDatabase.readDatabase.query(`SELECT FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
  },
);
