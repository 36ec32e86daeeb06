import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logLines, type LogLine } from '../../../test/log-lines.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { createApp } from '../../create-app.js';
import { parseConfig } from '../config/config.js';
import { warningOfPlainHttp } from './plain-http.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Returns the warnings of a start with these settings. */
async function warnings(settings: NodeJS.ProcessEnv): Promise<LogLine[]> {
  const { logger, lines } = logLines();
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), ...settings });
  const app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, logger);
  await app.close();
  return lines.filter(({ level }) => level >= 40);
}

test('the start logs one warning if people reach the server without TLS', async () => {
  expect(await warnings({ PUBLIC_URL: 'http://skills.example.org:8080/' })).toMatchObject([
    { context: 'Security', msg: expect.stringContaining('PUBLIC_URL is http://skills.example.org:8080, without TLS') },
  ]);
  // Without PUBLIC_URL, the address follows from HOST.
  expect(await warnings({ HOST: '192.0.2.7' })).toHaveLength(1);
});

test.each([{ PUBLIC_URL: 'https://skills.example.org' }, { PUBLIC_URL: 'http://localhost:3000' }, {}])(
  'the start logs no warning with %j',
  async (settings) => {
    expect(await warnings(settings)).toEqual([]);
  },
);

test.each([
  ['http://localhost:3000', false],
  ['http://skilltrace.localhost', false],
  ['http://127.0.0.1', false],
  ['http://127.1', false],
  ['http://2130706433', false],
  ['http://[::1]:3000', false],
  ['http://[0:0:0:0:0:0:0:1]', false],
  ['http://[::ffff:127.0.0.1]', false],
  ['https://skills.example.org', false],
  ['HTTP://Skills.example.org', true],
  ['http://192.168.1.5:3000', true],
  ['http://127.0.0.1.example.org', true],
  ['http://localhost.example.org', true],
  ['http://notlocalhost', true],
  ['http://[::2]', true],
])('warningOfPlainHttp of %s returns a warning: %s', (publicUrl, isWarnedOf) => {
  expect(warningOfPlainHttp(publicUrl) !== undefined).toBe(isWarnedOf);
});
