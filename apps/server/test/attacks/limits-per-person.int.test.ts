import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { LoadShedding } from '../../src/platform/overload/protect.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { holdPosts } from '../hold-posts.js';
import { openRaw } from '../raw-http.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// One person floods the server with requests that do not finish. Requests of other people must still succeed.
const REQUESTS = 32;
const SHARE_OF_ONE = REQUESTS / 4;
const CONNECTIONS = 4;
const WORKING_OF_ONE = 3;

/** The errors that the server logs. A client that disconnects is not an error. */
const failures: unknown[] = [];

let db: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let load: LoadShedding;
let owner: pg.Client;
let superuser: pg.Client;
let url: string;
let greedyId: number;
let greedy: { authorization: string };
let other: { authorization: string };
let projectId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  database = new Database({ url: db.serverUrl, role: 'skilltrace_server', poolSize: CONNECTIONS });
  const config = parseConfig({
    DATABASE_URL: db.ownerUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    MAX_REQUESTS: String(REQUESTS),
    DATABASE_CONNECTIONS: String(CONNECTIONS),
  });
  app = await createApp(
    { config, database, readDatabase: db.readDatabase },
    { log() {}, warn() {}, error: (...logged: unknown[]) => failures.push(logged) },
  );
  await app.listen(0, '127.0.0.1');
  load = app.get(LoadShedding, { strict: false });
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  [owner, superuser] = [new pg.Client({ connectionString: db.ownerUrl }), new pg.Client({ connectionString: db.superuserUrl })];
  await Promise.all([owner.connect(), superuser.connect()]);
  const make = factories(db.database);
  greedyId = await make.profile();
  [greedy, other] = [await tokenOf(greedyId), await tokenOf(await make.profile())];
  projectId = await make.project({ techLeadId: greedyId, skillIds: [await make.skill()] });
  await make.assignment({ profileId: greedyId, projectId });
});
afterEach(async () => {
  await owner.query('ROLLBACK');
  await until(() => load.inFlight === 0);
  expect(failures.splice(0)).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), owner.end(), superuser.end()]);
  await db.drop();
});

async function tokenOf(profileId: number) {
  const { token } = await createApiToken(db.database, { name: 'test', profileId, creator: { profileId: profileId } });
  return { authorization: `Bearer ${token}` };
}
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
const post = (headers: Record<string, string>, signal?: AbortSignal) =>
  fetch(`${url}/api/progress_updates`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ projectId, content: 'work' }),
    signal,
  });
const updates = async () => (await db.database.query('SELECT FROM progress_updates')).length;
/** Waits for a condition, up to the timeout of the test. */
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await sleep(20);
};
async function untilAnswered(sent: readonly Promise<unknown>[], count: number): Promise<void> {
  let answered = 0;
  for (const one of sent) void one.then(() => (answered += 1));
  await until(() => answered === count);
}
const WAITING = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

/** Sends as many posts as one person may have in flight. They finish only once the lock is released. */
async function flood(signal?: AbortSignal) {
  await holdPosts(owner, projectId);
  const taken = Array.from({ length: SHARE_OF_ONE }, () => post(greedy, signal));
  for (const one of taken) void one.catch(() => {});
  await until(async () => load.inFlight === SHARE_OF_ONE && (await superuser.query(WAITING)).rowCount === WORKING_OF_ONE);
  return taken;
}

it('a flood by one person is rejected beyond their share, and requests of others succeed', async () => {
  const existing = await updates();
  const taken = await flood();
  for (let round = 0; round < 3; round += 1) {
    const refused = await Promise.all(
      Array.from({ length: 2 * REQUESTS }, (_, n) => (n % 2 === 0 ? post(greedy) : get('/api/skills', greedy))),
    );
    for (const answer of refused) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ code: 'RATE_LIMITED', detail: expect.stringContaining('did not process') });
    }
    // These need a database connection, and there are fewer connections than requests in the flood.
    for (let n = 0; n < SHARE_OF_ONE; n += 1) expect((await get('/api/skills', other)).status).toBe(200);
  }
  // The request is rejected before its body is sent.
  const announced = await openRaw(Number(new URL(url).port));
  const headers = [`Authorization: ${greedy.authorization}`, 'Content-Type: application/json', 'Content-Length: 100'];
  await announced.send(['POST /api/progress_updates HTTP/1.1', 'Host: localhost', ...headers, '', ''].join('\r\n'));
  expect((await announced.answers(1)).map(({ status }) => status)).toEqual([429]);
  announced.socket.destroy();
  const free = ['/healthz', '/readyz', '/metrics', '/', '/api/installation'];
  for (const path of free) expect([path, (await get(path, path === '/api/installation' ? {} : greedy)).status]).not.toEqual([path, 429]);
  expect((await superuser.query(WAITING)).rowCount).toBe(WORKING_OF_ONE);

  await owner.query('ROLLBACK');
  expect((await Promise.all(taken)).map(({ status }) => status)).toEqual(taken.map(() => 201));
  expect(await updates()).toBe(existing + SHARE_OF_ONE);
  await until(() => load.inFlight === 0);
  expect((await get('/api/skills', greedy)).status).toBe(200);
});

it('tokens and sessions of one person count towards the same share, however the header is written', async () => {
  const [cookie = ''] = (await app.get(BrowserSessions, { strict: false }).start(greedyId)).split(';', 1);
  const another = await tokenOf(greedyId);
  // The server knows the person behind a credential after its first use.
  for (const headers of [greedy, another, { cookie }]) expect((await get('/api/skills', headers)).status).toBe(200);
  const taken = await flood();
  for (const headers of [
    another,
    { authorization: greedy.authorization.replace('Bearer ', 'bearer   ') },
    { cookie },
    { cookie: `a=${randomBytes(8).toString('hex')}; ${cookie}; b=1` },
    { ...another, cookie: 'a=1' },
  ])
    expect([headers, (await get('/api/skills', headers)).status]).toEqual([headers, 429]);
  expect((await get('/api/skills', { authorization: `Bearer skt_${'x'.repeat(43)}` })).status).toBe(401);
  await owner.query('ROLLBACK');
  expect((await Promise.all(taken)).map(({ status }) => status)).toEqual(taken.map(() => 201));
});

it('a credential gets only one share at its first use', async () => {
  const fresh = await tokenOf(await factories(db.database).profile());
  await owner.query('BEGIN; LOCK TABLE skills');
  const sent = Array.from({ length: 3 * SHARE_OF_ONE }, () => get('/api/skills', fresh));
  await untilAnswered(sent, 2 * SHARE_OF_ONE);
  await until(async () => (await superuser.query(WAITING)).rowCount === WORKING_OF_ONE);
  await owner.query('ROLLBACK');
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(SHARE_OF_ONE);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2 * SHARE_OF_ONE);
});

it('several new credentials of one person count towards the same share once they are identified', async () => {
  const id = await factories(db.database).profile();
  const fresh = [await tokenOf(id), await tokenOf(id), await tokenOf(id)];
  await owner.query('BEGIN; LOCK TABLE skills');
  const sent = fresh.flatMap((headers) => Array.from({ length: SHARE_OF_ONE / 2 }, () => get('/api/skills', headers)));
  // The server looks up the person before it queues a request. Then these requests are one and a half shares of one person.
  await until(async () => (await get('/api/installation', fresh[0])).status === 429);
  await until(async () => (await superuser.query(WAITING)).rowCount === WORKING_OF_ONE);
  for (let n = 0; n < SHARE_OF_ONE; n += 1) expect((await get('/api/session', other)).status).toBe(200);
  expect((await superuser.query(WAITING)).rowCount).toBe(WORKING_OF_ONE);
  await owner.query('ROLLBACK');
  // Some requests of the last credential may arrive after it was identified.
  for (const { status } of await Promise.all(sent)) expect([200, 429]).toContain(status);
  await until(() => load.inFlight === 0);
  expect((await Promise.all(Array.from({ length: SHARE_OF_ONE }, () => get('/api/skills', fresh[1])))).map(({ status }) => status)).toEqual(
    Array.from({ length: SHARE_OF_ONE }, () => 200),
  );
});

it('aborted requests free no extra share: queued ones are dropped, and running ones count until they end', async () => {
  const existing = await updates();
  const controller = new AbortController();
  const aborted = await flood(controller.signal);
  controller.abort();
  await Promise.allSettled(aborted);
  await until(() => load.inFlight === 0);
  const again = Array.from({ length: SHARE_OF_ONE }, () => post(greedy));
  // Three of the aborted requests are still running, which leaves room for five.
  await untilAnswered(again, WORKING_OF_ONE);
  expect((await get('/api/skills', greedy)).status).toBe(429);
  for (let n = 0; n < SHARE_OF_ONE; n += 1) expect((await get('/api/skills', other)).status).toBe(200);
  expect((await superuser.query(WAITING)).rowCount).toBe(WORKING_OF_ONE);
  await owner.query('ROLLBACK');
  const statuses = (await Promise.all(again)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([201, 201, 201, 201, 201, 429, 429, 429]);
  // The running ones finish, one of them perhaps after all answers. The queued requests saved nothing.
  await until(async () => (await updates()) >= existing + SHARE_OF_ONE);
  await until(() => load.inFlight === 0);
  expect(await updates()).toBe(existing + SHARE_OF_ONE);
  expect((await Promise.all(Array.from({ length: SHARE_OF_ONE }, () => post(greedy)))).map(({ status }) => status)).toEqual(
    aborted.map(() => 201),
  );
});
