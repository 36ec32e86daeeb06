import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { LoadShedding } from '../../src/platform/overload/protect.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { openRaw } from '../raw-http.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const READERS = 6;
const LIMITS = { silence: 6_000, leastTaken: 8 * 1024 * 1024 };

let db: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let port: number;
let token: string;

beforeAll(async () => {
  db = await createTestDatabase();
  database = db.database.another({ poolSize: 4, applicationName: 'under attack' });
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') });
  app = await createApp({ config, database, readDatabase: db.readDatabase }, false, LIMITS);
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
  const admin = await factories(db.database).profile({ isAdmin: true });
  token = (await createApiToken(db.database, { name: 'test', profileId: admin })).token;
  // More data than the socket buffers of both sides can hold.
  await db.database.transaction((transaction) =>
    transaction.query(
      "INSERT INTO skills (skill_name, category) SELECT 'Skill ' || n || repeat('x', 100), repeat('y', 100) FROM generate_series(1, 40000) AS n",
    ),
  );
});
afterAll(async () => {
  await app.close();
  await database.close();
  await db.drop();
});

it('clients that read an export too slowly hold no database connection and are disconnected', async () => {
  const load = app.get(LoadShedding, { strict: false });
  const readers = await Promise.all(Array.from({ length: READERS }, () => openRaw(port)));
  for (const reader of readers) {
    void reader.send(`GET /api/audit_log/export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    // The client keeps reading, but far below the minimum rate.
    reader.socket.on('data', () => {
      reader.socket.pause();
      setTimeout(() => reader.socket.resume(), 100).unref();
    });
  }
  while (load.inFlight < READERS) await sleep(10);
  const superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  const busy = async () =>
    (
      await superuser.query(
        "SELECT FROM pg_stat_activity WHERE application_name = 'under attack' AND datname = current_database() AND state <> 'idle'",
      )
    ).rowCount;
  while ((await busy()) !== 0) await sleep(20);
  expect(load.inFlight).toBeGreaterThan(0);
  const answer = await fetch(`http://127.0.0.1:${port}/api/skills`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  while (load.inFlight > 0) await sleep(20);
  expect(await busy()).toBe(0);
  await superuser.end();
  await Promise.all(readers.map(({ closed }) => closed));
  // No client received the last chunk.
  expect(readers.filter((reader) => reader.received().endsWith('\r\n0\r\n\r\n'))).toEqual([]);
  readers.forEach(({ socket }) => socket.destroy());
});

it('a client that reads an export slowly, but above the minimum rate, gets all of it', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/audit_log/export`, { headers: { authorization: `Bearer ${token}` } });
  let [bytes, lines] = [0, 0];
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
    if (bytes < 10_000_000) await sleep(5);
  }
  expect(lines).toBeGreaterThan(40_000);
});
