import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { ReadDatabase } from '../../src/platform/database/read-database.js';
import { LoadShedding } from '../../src/platform/overload/protect.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { openTcpProxy, type TcpProxy } from '../tcp-proxy.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// Reads of the whole organization block on a lock, like reads that take minutes. Clients disconnect, and quick reads must still succeed.
const CONNECTIONS = 8;
const LARGE = 4;
const LARGE_OF_ONE = 2;
/** Long enough for a connection that is not closed to run a statement of another request. */
const CANCELS_ARRIVE_AFTER_MS = 20;
const MISMATCHES = '/api/organization/skills/mismatches/validated_but_unexercised';
/** What the server logs. A client that disconnects is not worth a line. */
const logged: unknown[] = [];

let db: TestDatabase;
let readDatabase: ReadDatabase;
let app: NestFastifyApplication;
let load: LoadShedding;
let proxy: TcpProxy;
let owner: pg.Client;
let superuser: pg.Client;
let url: string;
let admins: { authorization: string }[];
let chart: string;

beforeAll(async () => {
  db = await createTestDatabase();
  proxy = await openTcpProxy(new URL(db.readerUrl), CANCELS_ARRIVE_AFTER_MS);
  readDatabase = new ReadDatabase({ url: proxy.url(db.readerUrl), poolSize: CONNECTIONS, applicationName: 'large reads' });
  const config = parseConfig({
    DATABASE_URL: db.ownerUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    DATABASE_CONNECTIONS: String(CONNECTIONS),
  });
  const log = (...line: unknown[]) => logged.push(line);
  app = await createApp({ config, database: db.database, readDatabase }, { log() {}, warn: log, error: log });
  await app.listen(0, '127.0.0.1');
  load = app.get(LoadShedding, { strict: false });
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  [owner, superuser] = [new pg.Client({ connectionString: db.ownerUrl }), new pg.Client({ connectionString: db.superuserUrl })];
  await Promise.all([owner.connect(), superuser.connect()]);
  const make = factories(db.database);
  const ids = await Promise.all([0, 1, 2].map(() => make.profile({ isAdmin: true })));
  chart = `/api/users/${ids[0]}/skills/summary`;
  admins = await Promise.all(
    ids.map(async (profileId) => {
      const { token } = await createApiToken(db.database, { name: 'test', profileId, creator: { profileId } });
      return { authorization: `Bearer ${token}` };
    }),
  );
});
afterEach(async () => {
  await owner.query('ROLLBACK');
  await until(() => load.inFlight === 0);
  expect(logged.splice(0)).toEqual([]);
});
afterAll(async () => {
  // Including the connections that the aborted requests opened but never used.
  app.getHttpServer().closeAllConnections();
  await app.close();
  await Promise.all([readDatabase.close(), owner.end(), superuser.end()]);
  await proxy.close();
  await db.drop();
});

const get = (path: string, admin = 0, signal?: AbortSignal) => fetch(`${url}${path}`, { headers: admins[admin] ?? {}, signal });
const lock = () => owner.query('BEGIN; LOCK TABLE employee_skills');
/** Waits for a condition, up to the timeout of the test. */
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await sleep(10);
};
const readers = async (where = 'true') =>
  (
    await superuser.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'large reads' AND ${where} ORDER BY pid`,
    )
  ).rows.map(({ pid }) => pid);
const blocked = () => readers("wait_event_type = 'Lock'");

it('a client that disconnects ends its statement, and its connection is not used again', async () => {
  expect((await get(chart)).status).toBe(200);
  await lock();
  const controllers = [0, 1].map(() => new AbortController());
  const [leaving, staying] = controllers.map(({ signal }) => get(MISMATCHES, 0, signal));
  await until(async () => (await blocked()).length === 2);
  const before = await blocked();
  controllers[0]?.abort();
  await expect(leaving).rejects.toThrow();
  await until(async () => (await blocked()).length === 1);
  const [left] = await blocked();
  const gone = before.find((pid) => pid !== left);
  await until(async () => !(await readers()).includes(gone ?? 0));
  expect((await get(chart)).status).toBe(200);
  await owner.query('ROLLBACK');
  expect((await staying)?.status).toBe(200);
});

it('a few large reads run concurrently, fewer for one person, and the others wait without a connection', async () => {
  await lock();
  const ofFirst = Array.from({ length: 5 }, () => get(MISMATCHES));
  await until(async () => load.inFlight === 5 && (await blocked()).length === LARGE_OF_ONE);
  // The waiting requests of the first person do not use the places of others, nor the person's places for quick reads.
  const ofOthers = [1, 2].flatMap((admin) => Array.from({ length: LARGE_OF_ONE }, () => get(MISMATCHES, admin)));
  await until(async () => load.inFlight === 9 && (await blocked()).length === LARGE);
  for (let n = 0; n < CONNECTIONS; n += 1) expect((await get(chart, n % 3)).status).toBe(200);
  expect(await blocked()).toHaveLength(LARGE);
  await owner.query('ROLLBACK');
  for (const answer of await Promise.all([...ofFirst, ...ofOthers])) expect(answer.status).toBe(200);
});

it('waiting large reads of clients that disconnect never start, and running ones give their places to others', async () => {
  await lock();
  const controller = new AbortController();
  const aborted = Array.from({ length: 5 }, () => get(MISMATCHES, 0, controller.signal));
  await until(async () => load.inFlight === 5 && (await blocked()).length === LARGE_OF_ONE);
  const running = await blocked();
  controller.abort();
  await Promise.allSettled(aborted);
  const again = Array.from({ length: 3 }, () => get(MISMATCHES));
  await until(async () => (await blocked()).length === LARGE_OF_ONE && (await blocked()).every((pid) => !running.includes(pid)));
  await owner.query('ROLLBACK');
  for (const answer of await Promise.all(again)) expect(answer.status).toBe(200);
});

it('a hundred clients that disconnect at random moments end no statement of others', async () => {
  const leaving = new Set([0, 1, 2, 3]);
  const leave = async (leaver: number) => {
    for (let n = 0; n < 25; n += 1) {
      const controller = new AbortController();
      const answer = get(MISMATCHES, leaver % 2, controller.signal);
      await sleep(Math.random() * 60);
      controller.abort();
      await answer.catch(() => {});
    }
    leaving.delete(leaver);
  };
  const stay = async (path: string, admin: number) => {
    while (leaving.size > 0) expect((await get(path, admin)).status).toBe(200);
  };
  // Most statements wait for a lock when a request to cancel arrives.
  const lockAgain = async () => {
    while (leaving.size > 0) {
      await lock();
      await sleep(Math.random() * 60);
      await owner.query('ROLLBACK');
    }
  };
  await Promise.all([...[...leaving].map(leave), stay(MISMATCHES, 2), stay(MISMATCHES, 2), stay(chart, 2), lockAgain()]);
});

it('gives a large read ten minutes, because it may be large', async () => {
  const [setting] = await readDatabase.for(new AbortController().signal).query<{ statement_timeout: string }>('SHOW statement_timeout');
  expect(setting?.statement_timeout).toBe('10min');
  expect(await readDatabase.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '1min' }]);
});

it('each page of a CSV file is a large read of its own, and is counted once', async () => {
  await db.database.transaction(async (transaction) => {
    await transaction.query("INSERT INTO skills (skill_name, category) SELECT 'Skill ' || n, 'Many' FROM generate_series(1, 10500) AS n");
    await transaction.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
       SELECT (SELECT min(id) FROM profiles), id, 'EXPERT', '2020-01-01' FROM skills WHERE category = 'Many'`,
    );
  });
  const file = () => fetch(`${url}${MISMATCHES}`, { headers: { ...admins[0], accept: 'text/csv' } });
  for (let n = 0; n < 3; n += 1) expect((await (await file()).text()).split('\r\n')).toHaveLength(10_500 + 2);
  await lock();
  const files = Array.from({ length: 5 }, file);
  await until(async () => load.inFlight === 5 && (await blocked()).length >= LARGE_OF_ONE);
  await sleep(200);
  expect(await blocked()).toHaveLength(LARGE_OF_ONE);
  await owner.query('ROLLBACK');
  for (const answer of await Promise.all(files)) expect((await answer.text()).split('\r\n')).toHaveLength(10_500 + 2);
});
