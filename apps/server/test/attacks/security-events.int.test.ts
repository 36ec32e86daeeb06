import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { newApiToken } from '../../src/platform/auth/api-token.js';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { MOST_ON_ACCOUNT } from '../../src/sign-in/attempts/attempt-limits.js';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { factories } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// Suspicious requests are logged with the person's id and IP address, but without any input.
const PASSWORD = 'correct horse battery';
const WRONG = 'hunter two hunter three';
const EMAIL = 'ana.of.the.doors@example.org';

let db: TestDatabase;
let app: NestFastifyApplication;
let id: number;
let lines: { level: number; time: string; context?: string; msg: string }[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  const settings = { DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), TRUST_PROXY: '1' };
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const logger = new PinoLogger(pino({ timestamp: pino.stdTimeFunctions.isoTime }, stream));
  app = await createApp({ config: parseConfig(settings), database: db.database, readDatabase: db.readDatabase }, logger);
  id = await factories(db.database).profile({ email: EMAIL });
  await setPassword(db.database, id, PASSWORD);
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  await db.database.query('DELETE FROM sign_in_failures');
  lines = [];
});

const securityLog = () => lines.filter(({ context }) => context === 'Security').map(({ msg }) => msg);
const from = (address: string) => ({ 'x-forwarded-for': `1.1.1.1, ${address}` });
/** Inserts enough failed attempts from that address to block its sign-ins to the account. */
const insertFailures = (address: string) =>
  db.database.query(
    `INSERT INTO sign_in_failures (address, account_hash, attempted_at)
     SELECT $1, sha256(convert_to($2, 'UTF8')), now() FROM generate_series(1, ${MOST_ON_ACCOUNT})`,
    [address, EMAIL],
  );
const signIn = (address: string, body: object) =>
  app.inject({ method: 'POST', url: '/api/session', headers: from(address), payload: body });

it('logs a sign-in with the person and the address', async () => {
  expect((await signIn('192.0.2.7', { email: EMAIL, password: PASSWORD })).statusCode).toBe(201);
  expect(securityLog()).toEqual([`person ${id} signed in with a password from 192.0.2.7`]);
});

it('logs a failed sign-in without the input, whether the account exists or not', async () => {
  expect((await signIn('192.0.2.8', { email: EMAIL, password: WRONG })).statusCode).toBe(401);
  expect((await signIn('192.0.2.8', { email: `${WRONG.replaceAll(' ', '.')}@example.org`, password: WRONG })).statusCode).toBe(401);
  expect(securityLog()).toEqual(Array.from({ length: 2 }, () => 'sign-in with a password refused: UNAUTHENTICATED from 192.0.2.8'));
  expect(JSON.stringify(lines)).not.toMatch(/hunter|ana\.of/);
  expect(lines.every(({ level, time }) => level === 40 && /^\d{4}-\d\d-\d\dT.*Z$/.test(time))).toBe(true);
});

it('logs a sign-in that is rejected because of too many attempts', async () => {
  await insertFailures('192.0.2.9');
  expect((await signIn('192.0.2.9', { email: EMAIL, password: PASSWORD })).statusCode).toBe(429);
  expect(securityLog()).toEqual(['sign-in with a password refused: RATE_LIMITED from 192.0.2.9']);
});

it('logs forbidden requests with the person and token, requests with an invalid token, and writes from another site', async () => {
  const { token, id: tokenId } = await createApiToken(db.database, { name: 'x', profileId: id });
  const asking = { ...from('192.0.2.10'), authorization: `Bearer ${token}` };
  const madeUp = newApiToken();
  expect((await app.inject({ method: 'GET', url: `/api/audit_log?profileId=${id}`, headers: asking })).statusCode).toBe(403);
  const withMadeUp = { ...from('192.0.2.11'), authorization: `Bearer ${madeUp}` };
  expect((await app.inject({ method: 'GET', url: '/api/skills', headers: withMadeUp })).statusCode).toBe(401);
  const foreign = { ...from('192.0.2.12'), origin: 'https://evil.example' };
  expect((await app.inject({ method: 'DELETE', url: '/api/session', headers: foreign })).statusCode).toBe(403);
  // This request is rejected before its body is read.
  const large = { method: 'POST', url: '/api/directory/sync', payload: { skills: [], x: 'x'.repeat(20_000) } } as const;
  expect((await app.inject({ ...large, headers: asking })).statusCode).toBe(403);
  expect(securityLog()).toEqual([
    `GET /api/audit_log refused: FORBIDDEN person ${id} by token ${tokenId} from 192.0.2.10`,
    'GET /api/skills refused: UNAUTHENTICATED anonymous from 192.0.2.11',
    'DELETE /api/session refused: FORBIDDEN anonymous from 192.0.2.12',
    `POST /api/directory/sync refused: FORBIDDEN person ${id} by token ${tokenId} from 192.0.2.10`,
  ]);
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${token}|${madeUp}|evil`));
});

it('logs a password change, and attempts with a wrong current password', async () => {
  const cookie = (await app.get(BrowserSessions).start(id)).split(';')[0] ?? '';
  const change = (address: string, currentPassword: string, newPassword = 'staple over the river') =>
    app.inject({
      method: 'PUT',
      url: '/api/session/password',
      headers: { ...from(address), cookie },
      payload: { currentPassword, newPassword },
    });
  expect((await change('192.0.2.13', WRONG)).statusCode).toBe(400);
  expect((await change('192.0.2.13', PASSWORD, 'passwordpassword')).statusCode).toBe(400);
  await insertFailures('192.0.2.14');
  expect((await change('192.0.2.14', PASSWORD)).statusCode).toBe(429);
  expect((await change('192.0.2.15', PASSWORD)).statusCode).toBe(204);
  expect(securityLog()).toEqual([
    `person ${id} entered a wrong current password from 192.0.2.13`,
    `person ${id} entered too many wrong current passwords from 192.0.2.14`,
    `person ${id} changed their password from 192.0.2.15`,
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/hunter|staple|horse/);
});

it('logs ended sessions, of the caller and of another person', async () => {
  const sessions = app.get(BrowserSessions);
  const admin = await factories(db.database).profile({ isAdmin: true });
  const [cookie, ofAdmin] = [await sessions.start(id), await sessions.start(admin)].map((each) => each.split(';')[0] ?? '');
  const listed = await app.inject({ method: 'GET', url: '/api/sessions', headers: { cookie } });
  const own = listed.json().items.find((session: { isCurrent: boolean }) => session.isCurrent).id;
  const end = (url: string, as = '', address = '192.0.2.16') =>
    app.inject({ method: 'DELETE', url, headers: { ...from(address), cookie: as } });
  const others = listed.json().items.length - 1;
  expect((await end('/api/sessions', cookie)).statusCode).toBe(204);
  expect((await end(`/api/sessions/${own}`, cookie)).statusCode).toBe(204);
  await sessions.start(id);
  expect((await end(`/api/profiles/${id}/sessions`, ofAdmin)).statusCode).toBe(204);
  expect(securityLog()).toEqual([
    `person ${id} ended ${others} of their other sessions from 192.0.2.16`,
    `person ${id} ended their session ${own} from 192.0.2.16`,
    `person ${admin} ended all sessions (1) of person ${id} from 192.0.2.16`,
  ]);
});

it('does not log a request without credentials or for an unknown route', async () => {
  expect((await app.inject({ method: 'GET', url: '/api/session' })).statusCode).toBe(401);
  expect((await app.inject({ method: 'GET', url: '/api/nowhere' })).statusCode).toBe(404);
  expect(securityLog()).toEqual([]);
});
