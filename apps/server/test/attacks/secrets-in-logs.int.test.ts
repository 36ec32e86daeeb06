import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import { newApiToken } from '../../src/platform/auth/api-token.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { CHANNEL, waitUntilForgotten } from '../../src/platform/database/ended-credentials.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { factories } from '../factories.js';

let db: TestDatabase;
let app: NestFastifyApplication;
let log = '';
let token: string;
const sessionSecret = randomBytes(32).toString('hex');
const password = `hunter-${randomBytes(8).toString('hex')}`;
const otherToken = newApiToken();
const code = randomBytes(32).toString('base64url');

beforeAll(async () => {
  db = await createTestDatabase();
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: sessionSecret, LOG_LEVEL: 'trace', LOG_FORMAT: 'json' });
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, new PinoLogger(pino({ level: 'trace' }, stream)));
  ({ token } = await createApiToken(db.database, { name: 'x', profileId: await factories(db.database).profile({ isAdmin: true }) }));
});
afterAll(async () => {
  await app.close();
  await db.drop();
});

const JSON_BODY = { 'content-type': 'application/json' };
const secrets = () => [token, token.slice(4), otherToken, password, code, sessionSecret, 'skilltrace.session_token='];

/** Sends requests with tokens, codes and passwords in correct and incorrect places. */
async function sendThemAll(): Promise<{ status: number; text: string }[]> {
  const bearer = { authorization: `Bearer ${token}` };
  const cookie = `skilltrace.session_token=${otherToken}.${code}`;
  const sent = [
    { method: 'GET', url: `/api/skills?search=${token}&limit=1`, headers: bearer },
    { method: 'GET', url: `/api/skills?token=${token}`, headers: bearer },
    { method: 'GET', url: `/api/skills/${token}`, headers: bearer },
    { method: 'GET', url: `/api/${otherToken}`, headers: bearer },
    { method: 'GET', url: `/api/%zz${otherToken}` },
    { method: 'GET', url: '/api/mentorship_sessions', headers: { ...bearer, cookie } },
    { method: 'GET', url: '/api/mentorship_sessions', headers: { authorization: `Basic ${otherToken}` } },
    { method: 'GET', url: '/api/session', headers: { cookie } },
    { method: 'DELETE', url: '/api/session', headers: { cookie } },
    { method: 'POST', url: '/api/session', headers: JSON_BODY, payload: JSON.stringify({ email: 'ana@example.org', password }) },
    { method: 'POST', url: '/api/session', headers: JSON_BODY, payload: JSON.stringify({ email: password, password }) },
    { method: 'POST', url: '/api/session', headers: JSON_BODY, payload: `{"email":"ana@example.org","password":"${password}` },
    {
      method: 'POST',
      url: '/api/session',
      headers: JSON_BODY,
      payload: JSON.stringify({ email: 'ana@example.org', [password]: 1, password }),
    },
    { method: 'POST', url: '/api/session', headers: { 'content-type': `text/${password}` }, payload: password },
    { method: 'POST', url: `/api/invitations/${code}`, headers: JSON_BODY, payload: JSON.stringify({ password }) },
    {
      method: 'POST',
      url: `/api/invitations/${code}`,
      headers: { ...JSON_BODY, 'idempotency-key': code },
      payload: JSON.stringify({ password }),
    },
    {
      method: 'POST',
      url: '/api/profiles',
      headers: { ...JSON_BODY, ...bearer, 'idempotency-key': otherToken },
      payload: JSON.stringify({ email: 'a@b', name: 'A', password: 'short', title: 1 }),
    },
    {
      method: 'POST',
      url: '/api/api_tokens',
      headers: { ...JSON_BODY, ...bearer },
      payload: JSON.stringify({ name: token, profileId: otherToken }),
    },
  ] as const;
  const answers: { status: number; text: string }[] = [];
  for (const request of sent) {
    const answer = await app.inject(request);
    answers.push({ status: answer.statusCode, text: answer.payload });
  }
  return answers;
}

it('no token, code or password appears in the log, in an error response or in the metrics', async () => {
  const normal = await sendThemAll();
  expect(normal.filter(({ status }) => status >= 500)).toEqual([]);

  // Send the same requests again while every query fails, because failures are logged.
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  for (const table of ['mentorship_sessions', 'auth_accounts', 'auth_sessions', 'invitations', 'skills', 'sign_in_failures', 'profiles'])
    await owner.query(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  // Lookups of callers must fail, too.
  await owner.query(`NOTIFY ${CHANNEL}`);
  await waitUntilForgotten(owner);
  await owner.end();
  const failing = await sendThemAll();
  expect(failing.filter(({ status }) => status === 500).length).toBeGreaterThan(5);
  expect(log).toMatch(/POST \/api\/session failed/);
  expect(log).toMatch(/POST \/api\/invitations\/:code failed/);

  const metrics = (await app.inject({ method: 'GET', url: '/metrics' })).payload;
  for (const secret of secrets()) {
    expect(log).not.toContain(secret);
    expect(metrics).not.toContain(secret);
  }
  // An error response repeats the name of an unknown field, but never a value.
  const texts = [...normal, ...failing]
    .map(({ text }) => text.replaceAll(`has an unknown field: ${password}`, '').replaceAll(`"fields":["${password}"]`, ''))
    .join('\n');
  for (const secret of secrets()) expect(texts).not.toContain(secret);
});
