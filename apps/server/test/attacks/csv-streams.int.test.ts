import { randomBytes } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { LoadShedding } from '../../src/platform/overload/protect.js';
import { createApiToken, revokeApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { memoryInUse } from '../memory-in-use.js';
import { openRaw } from '../raw-http.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// A file is streamed page by page, from a list that is much longer than the buffers of both sides.
const SKILLS = 200_000;
/** Also longer than the buffers. */
const VALIDATED = 80_000;
/** About two pages with their texts. The whole file has more than 40 MB. */
const MOST_MEMORY = 24 * 1024 * 1024;

let db: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let load: LoadShedding;
let superuser: pg.Client;
let port: number;
let adminId: number;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  database = db.database.another({ poolSize: 8, applicationName: 'csv' });
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') });
  const log = (line: unknown) => logged.push(String(line));
  app = await createApp({ config, database, readDatabase: db.readDatabase }, { log() {}, warn: log, error: log });
  await app.listen(0, '127.0.0.1');
  load = app.get(LoadShedding, { strict: false });
  port = (app.getHttpServer().address() as AddressInfo).port;
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  adminId = await factories(db.database).profile({ isAdmin: true });
  token = await newToken();
  await db.database.transaction((transaction) =>
    transaction.query(
      "INSERT INTO skills (skill_name, category) SELECT 'Skill ' || n || repeat('x', 100), repeat('y', 100) FROM generate_series(1, $1::int) AS n",
      [SKILLS],
    ),
  );
  await db.database.transaction((transaction) =>
    transaction.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
       SELECT $1, id, 'EXPERT', '2020-01-01' FROM skills LIMIT $2`,
      [adminId, VALIDATED],
    ),
  );
});
afterEach(async () => {
  while (load.inFlight > 0) await sleep(10);
  // After a client has left, PostgreSQL rolls back for a moment longer than its request is in flight.
  await vi.waitFor(async () => expect(await busy()).toBe(0), { timeout: 10_000 });
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), superuser.end()]);
  await db.drop();
});

const newToken = async () => (await createApiToken(db.database, { name: 'test', profileId: adminId })).token;
const busy = async () =>
  (
    await superuser.query(
      "SELECT FROM pg_stat_activity WHERE application_name = 'csv' AND datname = current_database() AND state <> 'idle'",
    )
  ).rowCount;

/** Begins to read a file, and stops reading after the first bytes. */
async function beginReading(path: string, bearer = token): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${bearer}`, accept: 'text/csv' };
  const answer = await new Promise<IncomingMessage>((resolve) => {
    // After a reset, the request reports the same error as its response.
    get({ host: '127.0.0.1', port, path, headers, agent: false }, resolve).on('error', () => {});
  });
  expect(answer.statusCode).toBe(200);
  return answer;
}

async function readRest(answer: AsyncIterable<Buffer>): Promise<{ text: string } | { error: string }> {
  let text = '';
  try {
    for await (const chunk of answer) text += chunk.toString('latin1');
    return { text };
  } catch (error) {
    return { error: (error as { code?: string }).code ?? '' };
  }
}

it('a file of 200,000 rows has every row once and takes the memory of a page', async () => {
  const before = memoryInUse();
  let most = 0;
  let [lines, ids, rest] = [0, new Set<string>(), ''];
  const answer = await beginReading('/api/skills');
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const parts = (rest + chunk.toString()).split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) ids.add(line.slice(0, line.indexOf(',')));
    lines += parts.length;
    // Now and then, because collecting takes time.
    if (lines % 20_000 < parts.length) most = Math.max(most, memoryInUse() - before - ids.size * 100);
  }
  expect(rest).toBe('');
  expect(lines).toBe(SKILLS + 1);
  expect(ids.size).toBe(SKILLS + 1);
  expect(most).toBeLessThan(MOST_MEMORY);
});

it('clients that stop reading leave the connections to others, and closing one ends the reading', async () => {
  const readers = await Promise.all(Array.from({ length: 12 }, () => beginReading('/api/skills')));
  while ((await busy()) !== 0) await sleep(20);
  expect(load.inFlight).toBe(12);
  const answer = await fetch(`http://127.0.0.1:${port}/api/skills`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  for (const reader of readers) reader.destroy();
  while (load.inFlight > 0) await sleep(10);
  expect(logged).toEqual([]);
});

it('unread large files leave the places among the large reads of their person', async () => {
  const path = '/api/organization/skills/mismatches/validated_but_unexercised';
  const readers = await Promise.all(Array.from({ length: 12 }, () => beginReading(path)));
  expect((await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  for (const reader of readers) reader.destroy();
});

describe('a file that cannot be completed', () => {
  afterEach(async () => {
    await superuser.query('ALTER TABLE IF EXISTS skills_gone RENAME TO skills');
  });

  it.each(['1.1', '1.0'])('is cut off by a reset for a client of HTTP/%s, and the log has the reason', async (version) => {
    // The error of the client is not compared: libuv reports some resets as the end of the data.
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its socket
    const original = Socket.prototype.resetAndDestroy;
    const ports: (number | undefined)[] = [];
    const reset = vi.spyOn(Socket.prototype, 'resetAndDestroy').mockImplementation(function (this: Socket) {
      ports.push(this.remotePort);
      return original.call(this);
    });
    const client = await openRaw(port);
    const clientPort = client.socket.localPort;
    client.socket.once('data', () => client.socket.pause());
    await client.send(`GET /api/skills HTTP/${version}\r\nHost: localhost\r\nAccept: text/csv\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    while (!client.received().includes('\r\n')) await sleep(10);
    expect(client.received()).toMatch(/^HTTP\/1.1 200 /);
    while ((await busy()) !== 0) await sleep(20);
    await superuser.query('ALTER TABLE skills RENAME TO skills_gone');
    client.socket.resume();
    await client.closed;
    // Readers of the tests before may be reset late.
    expect(ports.filter((found) => found === clientPort)).toHaveLength(1);
    reset.mockRestore();
    expect(client.received().endsWith('\r\n0\r\n\r\n')).toBe(false);
    expect(logged.splice(0)).toEqual(expect.arrayContaining([expect.stringContaining('ended in the middle of a file')]));
  });

  it('is a problem document if its first page fails', async () => {
    await superuser.query('ALTER TABLE skills RENAME TO skills_gone');
    const answer = await fetch(`http://127.0.0.1:${port}/api/skills`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/csv' },
    });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('content-disposition')).toBeNull();
    logged.length = 0;
  });

  it('ends within seconds after its token was revoked', async () => {
    const { id, token: bearer } = await createApiToken(db.database, { name: 'short', profileId: adminId });
    const answer = await beginReading('/api/skills', bearer);
    await sleep(5_500);
    await db.database.transaction((transaction) => revokeApiToken(transaction, id));
    expect(await readRest(answer)).toEqual({ error: 'ECONNRESET' });
    logged.length = 0;
  });
});
