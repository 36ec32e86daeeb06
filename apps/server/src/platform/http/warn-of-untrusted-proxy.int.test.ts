import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logLines } from '../../../test/log-lines.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { createApp } from '../../create-app.js';
import { parseConfig } from '../config/config.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Returns the log lines that mention TRUST_PROXY after one request with each of these sets of headers. */
async function warningsAfter(settings: NodeJS.ProcessEnv, ...requests: Record<string, string>[]) {
  const { logger, lines } = logLines();
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), ...settings });
  const app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, logger);
  try {
    for (const headers of requests) expect((await app.inject({ method: 'GET', url: '/healthz', headers })).statusCode).toBe(200);
  } finally {
    await app.close();
  }
  return lines.filter(({ msg }) => msg.includes('TRUST_PROXY'));
}

const forwarded = { 'x-forwarded-for': '192.0.2.7' };

test('the server warns only once if requests have X-Forwarded-For and no proxy is trusted', async () => {
  expect(await warningsAfter({}, {}, forwarded, { 'x-forwarded-for': '192.0.2.8' }, forwarded)).toMatchObject([
    { level: 40, context: 'Security', msg: expect.stringMatching(/^A request has X-Forwarded-For .* set TRUST_PROXY to the number/) },
  ]);
  expect(await warningsAfter({ TRUST_PROXY: 'false' }, forwarded)).toHaveLength(1);
});

test.each([
  ['forwarded', 'for=192.0.2.7'],
  ['x-forwarded-for', ''],
])('the server also warns about the header %s with the value %j', async (name, value) => {
  expect(await warningsAfter({}, { [name]: value })).toHaveLength(1);
});

test('the server does not warn if neither header arrives', async () => {
  expect(await warningsAfter({}, {}, { 'x-forwarded-host': 'skills.example.org', 'x-forwarded-proto': 'https' })).toEqual([]);
});

test.each(['1', '2', 'true'])('the server does not warn with TRUST_PROXY=%s', async (proxies) => {
  expect(await warningsAfter({ TRUST_PROXY: proxies }, forwarded, { forwarded: 'for=192.0.2.7' })).toEqual([]);
});
