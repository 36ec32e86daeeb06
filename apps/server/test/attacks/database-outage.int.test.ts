import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { ReadDatabase } from '../../src/platform/database/read-database.js';
import { translateDatabaseError } from '../../src/platform/errors/sqlstate.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { factories, readLedger } from '../factories.js';
import { holdPosts } from '../hold-posts.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { openTcpProxy, type TcpProxy } from '../tcp-proxy.js';

const POOL = 4;
/** The connections of the test itself: its pools and the owner connection. */
const OF_THIS_TEST = 25 + 4 + 1;
const PASSWORD = 'correct horse battery';

let db: TestDatabase;
let proxy: TcpProxy;
let database: Database;
let readDatabase: ReadDatabase;
let app: NestFastifyApplication;
let owner: pg.Client;
let superuser: pg.Client;
let token: string;
let cookie: string;
let email: string;
let profileId: number;
let projectId: number;
let before: Awaited<ReturnType<typeof readLedger>>;

beforeAll(async () => {
  db = await createTestDatabase();
  proxy = await openTcpProxy(new URL(db.ownerUrl));
  database = new Database({ url: proxy.url(db.serverUrl), role: 'skilltrace_server', poolSize: POOL });
  readDatabase = new ReadDatabase({ url: proxy.url(db.readerUrl), poolSize: POOL });
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') });
  // All requests use one token, so the limits per person must be high.
  app = await createApp({ config, database, readDatabase }, false, { requestsPerPerson: 1_000, concurrencyPerPerson: 1_000 });
  owner = new pg.Client({ connectionString: db.ownerUrl });
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await Promise.all([owner.connect(), superuser.connect()]);
  const make = factories(db.database);
  email = 'away@example.org';
  profileId = await make.profile({ email, isAdmin: true });
  await setPassword(db.database, profileId, PASSWORD);
  token = (await createApiToken(db.database, { name: 'test', profileId, creator: { profileId: profileId } })).token;
  cookie = (await app.get(BrowserSessions, { strict: false }).start(profileId)).split(';', 1)[0] ?? '';
  projectId = await make.project({ techLeadId: profileId, skillIds: [await make.skill(), await make.skill()] });
  await make.assignment({ profileId, projectId });
});
afterAll(async () => {
  await proxy.restore();
  await app.close();
  await Promise.all([database.close(), readDatabase.close(), owner.end(), superuser.end()]);
  await proxy.close();
  await db.drop();
});
afterEach(async () => {
  await proxy.restore();
  await untilEverythingWorks();
});

type Sent = { method: 'GET' | 'POST'; url: string; headers?: Record<string, string>; payload?: unknown };
const withToken = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...more });
const ask = ({ method, url, headers, payload }: Sent) => app.inject({ method, url, headers, payload: payload as object | undefined });
const post = (key?: string): Sent => ({
  method: 'POST',
  url: '/api/progress_updates',
  headers: withToken(key === undefined ? {} : { 'idempotency-key': key }),
  payload: { projectId, content: 'work' },
});
/** Requests that reach the database in every way: by token and cookie, through each pool, Prisma and a transaction. */
const requestsOfEveryKind = (): Sent[] => [
  { method: 'GET', url: '/api/skills', headers: withToken() },
  { method: 'GET', url: '/api/profiles', headers: withToken() },
  { method: 'GET', url: `/api/users/${profileId}/skills/summary`, headers: withToken() },
  { method: 'GET', url: '/api/organization/skills/mismatches', headers: withToken() },
  { method: 'GET', url: '/api/session', headers: { cookie } },
  { method: 'POST', url: '/api/session', payload: { email, password: PASSWORD } },
  {
    method: 'POST',
    url: '/api/skills',
    headers: withToken(),
    payload: { name: `Skill ${randomBytes(4).toString('hex')}`, category: 'Test' },
  },
  post(),
  post(randomBytes(8).toString('hex')),
];
const statuses = async (sent: Sent[]) => (await Promise.all(sent.map(ask))).map(({ statusCode }) => statusCode);

async function untilEverythingWorks(): Promise<void> {
  for (let last: number[] = []; ; await sleep(100)) {
    last = await statuses([...requestsOfEveryKind(), { method: 'GET', url: '/readyz' }]);
    if (last.every((status) => status < 300)) break;
  }
  before = await readLedger(db.database);
}

async function expectAllUnavailable(sent: Sent[]): Promise<void> {
  const answers = await Promise.all(sent.map(async (one) => ({ one: `${one.method} ${one.url}`, answer: await ask(one) })));
  for (const { one, answer } of answers) {
    expect([one, answer.statusCode, answer.json().code]).toEqual([one, 503, 'UNAVAILABLE']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  }
}

async function expectHealthAndPageToWork(): Promise<void> {
  expect((await ask({ method: 'GET', url: '/healthz' })).statusCode).toBe(200);
  const ready = await ask({ method: 'GET', url: '/readyz' });
  expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'unavailable', checks: { database: 'unavailable' } }]);
  expect(Number(ready.headers['retry-after'])).toBeGreaterThan(0);
  // The page responds with 200 if the web app is built, otherwise with a 503 page.
  expect((await ask({ method: 'GET', url: '/', headers: { accept: 'text/html' } })).headers['content-type']).toContain('text/html');
}

const connections = async () => {
  const { rows } = await superuser.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'skilltrace_%_of_tests'",
  );
  return rows[0]?.count ?? 0;
};

describe('an unavailable database', () => {
  // The database returns only after all responses have arrived, so a request that waits for it makes the test time out.
  it('fails requests with 503 while it does not respond, without hanging, and serves them again afterwards', async () => {
    await untilEverythingWorks();
    proxy.freeze();
    await Promise.all([
      expectAllUnavailable([...requestsOfEveryKind(), ...requestsOfEveryKind()]),
      ...Array.from({ length: 200 }, () => expectAllUnavailable([post()])),
    ]);
    await expectHealthAndPageToWork();
    // The server now knows about the outage: requests fail without waiting and without a connection attempt.
    await expectAllUnavailable(Array.from({ length: 20 }, requestsOfEveryKind).flat());
    // Connection attempts of requests that have already failed end after their five-second timeout.
    const held = () => [database.pool, readDatabase.pool].map(({ totalCount, waitingCount }) => [totalCount, waitingCount]);
    await expect.poll(held, { timeout: 60_000 }).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await readLedger(db.database)).toEqual(before);

    await proxy.restore();
    await untilEverythingWorks();
    expect(database.pool.totalCount).toBeLessThanOrEqual(POOL);
    // Abandoned connections close. Those of the pools, of /readyz and of this test remain.
    while ((await connections()) > 2 * POOL + 1 + OF_THIS_TEST) await sleep(100);
  }, 240_000);

  it('fails requests with 503 while it is stopped, without hanging', async () => {
    await proxy.cut();
    await expectAllUnavailable([...requestsOfEveryKind(), ...requestsOfEveryKind(), ...Array.from({ length: 200 }, () => post())]);
    await expectHealthAndPageToWork();
    await expect.poll(() => [database.pool.waitingCount, database.pool.totalCount], { timeout: 60_000 }).toEqual([0, 0]);
  });

  it('does not fail requests if it is only slow', async () => {
    await holdPosts(owner, projectId);
    const pending = ask(post());
    await sleep(4_500);
    await owner.query('COMMIT');
    expect((await pending).statusCode).toBe(201);
  });
});

describe('a lost connection', () => {
  const terminate = async (what: string) => {
    for (;;) {
      const { rowCount } = await superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skilltrace_%' AND ${what}`,
      );
      if (rowCount !== 0) return;
      await sleep(10);
    }
  };

  it('between two statements of a transaction is reported as UNAVAILABLE and rolls back', async () => {
    const failure = await database
      .transaction(async (transaction) => {
        await transaction.query("INSERT INTO skills (skill_name, category) VALUES ('Half', 'Test')");
        await terminate("state = 'idle in transaction'");
        for (;;) {
          await sleep(10);
          await transaction.query('SELECT 1');
        }
      })
      .catch((error: unknown) => error);
    expect(translateDatabaseError(failure)).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await db.database.query("SELECT FROM skills WHERE skill_name = 'Half'")).toEqual([]);
  });

  it('while a session is being extended does not crash the server', async () => {
    await owner.query("UPDATE auth_sessions SET expires_at = now() + interval '5 days'");
    await owner.query('BEGIN');
    await owner.query('SELECT FROM auth_sessions FOR UPDATE');
    const pending = ask({ method: 'GET', url: '/api/session', headers: { cookie } });
    await terminate("wait_event_type = 'Lock'");
    const { statusCode } = await pending;
    await owner.query('ROLLBACK');
    expect([200, 503]).toContain(statusCode);
  });
});

describe('a full disk', () => {
  it.each(['progress_updates', 'user_skill_signals', 'idempotency_keys'])(
    'for %s is reported with 503, saves nothing, and the request succeeds once there is space',
    async (table) => {
      const rows = async () => (await db.database.query('SELECT FROM progress_updates')).length;
      const existing = await rows();
      await superuser.query(`
      CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file "base/16384/16385": No space left on device' USING ERRCODE = '53100';
      END $$`);
      await superuser.query(`CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION no_room()`);
      try {
        const answer = await ask(post('no room for this'));
        expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([
          503,
          'UNAVAILABLE',
          expect.stringMatching(/full.*Nothing was saved/),
        ]);
        expect(answer.payload).not.toContain('base/');
        expect((await ask({ method: 'GET', url: '/api/skills', headers: withToken() })).statusCode).toBe(200);
        expect(await readLedger(db.database)).toEqual(before);
        expect(await rows()).toBe(existing);
      } finally {
        await superuser.query(`DROP TRIGGER no_room ON ${table}`);
      }
      expect((await ask(post('no room for this'))).statusCode).toBe(201);
      await db.database.query('DELETE FROM idempotency_keys');
    },
  );
});

describe('a read-only database', () => {
  it('serves reads, rejects writes with 503, reports it in readyz, and accepts writes again afterwards', async () => {
    const name = new URL(db.ownerUrl).pathname.slice(1);
    const cutAll = () =>
      superuser.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skilltrace_%'",
      );
    await superuser.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await cutAll();
    try {
      const reads = requestsOfEveryKind().filter(({ method }) => method === 'GET');
      while ((await statuses(reads)).some((status) => status !== 200)) await sleep(50);
      await owner.query("UPDATE auth_sessions SET expires_at = now() + interval '5 days'");
      expect(await statuses(reads)).toEqual(reads.map(() => 200));
      await expectAllUnavailable(requestsOfEveryKind().filter(({ method }) => method === 'POST'));
      const ready = await ask({ method: 'GET', url: '/readyz' });
      expect([ready.statusCode, ready.json().checks]).toEqual([200, { database: 'ok', logins: 'ok', schema: 'ok', writes: 'unavailable' }]);
      expect(await readLedger(db.database)).toEqual(before);
    } finally {
      await superuser.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    }
    // The connections are not terminated here: the server must close those that it opened while the database was read-only.
    await untilEverythingWorks();
  });
});
