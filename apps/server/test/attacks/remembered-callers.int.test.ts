import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { erasureKey } from '../../src/platform/database/erasure-key.js';
import { endSessions } from '../../src/sign-in/sessions/end-sessions-and-tokens.js';
import { createApiToken, revokeApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { openTcpProxy, type TcpProxy } from '../tcp-proxy.js';
import { createTestDatabase, ERASURE_SECRET, type TestDatabase } from '../test-database.js';

// Two servers on one database. Each remembers callers for a few seconds. No credential may work on either of them after the change that
// ended it was acknowledged.
const WATCHES = "SELECT pid FROM pg_stat_activity WHERE application_name = 'skilltrace credentials' AND datname = current_database()";
const ROUNDS = 8;

let db: TestDatabase;
let proxy: TcpProxy;
let second: Database;
let servers: [NestFastifyApplication, NestFastifyApplication];
let superuser: pg.Client;
let make: ReturnType<typeof factories>;
let asAdmin: Headers;

type Headers = Record<string, string>;
type Person = { id: number; token: Headers; tokenId: number; session: Headers };

beforeAll(async () => {
  db = await createTestDatabase();
  proxy = await openTcpProxy(new URL(db.ownerUrl));
  second = new Database({
    url: proxy.url(db.serverUrl),
    role: 'skilltrace_server',
    poolSize: 10,
    erasureKey: erasureKey(ERASURE_SECRET),
  });
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') });
  const start = (database: Database) => createApp({ config, database, readDatabase: db.readDatabase }, false);
  servers = [await start(db.database), await start(second)];
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  make = factories(db.database);
  asAdmin = (await person(true)).token;
  await rememberingAgain();
});
afterAll(async () => {
  await proxy.restore();
  await Promise.all(servers.map((server) => server.close()));
  await Promise.all([second.close(), superuser.end()]);
  await db.drop();
});

async function person(isAdmin = false): Promise<Person> {
  const id = await make.profile({ isAdmin });
  const { id: tokenId, token } = await createApiToken(db.database, { name: 'test', profileId: id });
  const cookie = await servers[0].get(BrowserSessions, { strict: false }).start(id);
  return { id, tokenId, token: { authorization: `Bearer ${token}` }, session: { cookie: cookie.split(';', 1)[0] ?? '' } };
}

const statusOf = async (server: NestFastifyApplication, headers: Headers, url = '/api/session') =>
  (await server.inject({ method: 'GET', url, headers })).statusCode;
const on = (server: NestFastifyApplication, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, headers: Headers, body?: object) =>
  server.inject({ method, url, headers, ...(body && { payload: body }) });
/** Waits until both servers answer a second request without a lookup. */
async function rememberingAgain() {
  const { token } = await person();
  const lookups = servers.map((_, at) => vi.spyOn(at === 0 ? db.database : second, 'query'));
  await vi.waitFor(
    async () => {
      for (const server of servers) await statusOf(server, token, '/api/skills');
      for (const lookup of lookups) lookup.mockClear();
      for (const server of servers) await statusOf(server, token, '/api/skills');
      const names = lookups.flatMap(({ mock }) => mock.calls.map(([statement]) => (typeof statement === 'string' ? '' : statement.name)));
      expect(names).not.toContain('authenticate_token');
    },
    { timeout: 15_000, interval: 100 },
  );
  for (const lookup of lookups) lookup.mockRestore();
}

type End = (who: Person, by: NestFastifyApplication) => Promise<unknown>;
const ENDS: Record<string, { of: 'token' | 'session'; end: End }> = {
  'a revoked token': { of: 'token', end: (who, by) => on(by, 'DELETE', `/api/api_tokens/${who.tokenId}`, asAdmin) },
  'a token that the command line revoked': { of: 'token', end: (who) => revokeApiToken(db.database, who.tokenId) },
  'a session after the sign-out': { of: 'session', end: (who, by) => on(by, 'DELETE', '/api/session', who.session) },
  'the token of a person who left': {
    of: 'token',
    end: (who, by) => on(by, 'PATCH', `/api/profiles/${who.id}`, asAdmin, { isActive: false }),
  },
  'the session of a person who left': {
    of: 'session',
    end: (who, by) => on(by, 'PATCH', `/api/profiles/${who.id}`, asAdmin, { isActive: false }),
  },
  'the session of an erased person': {
    of: 'session',
    end: async (who, by) => {
      const [row] = await db.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = $1', [who.id]);
      return on(by, 'POST', `/api/profiles/${who.id}/erase`, asAdmin, { confirm: row?.email });
    },
  },
  'a session that was ended with all others': {
    of: 'session',
    end: (who) => db.database.transaction((transaction) => endSessions(transaction, who.id)),
  },
  'a token with an earlier end': {
    of: 'token',
    end: (who) => db.database.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [who.tokenId]),
  },
};

describe.each(Object.entries(ENDS))('%s', (_name, { of, end }) => {
  it('works on no server after the acknowledgment, also while both are busy with it', { timeout: 120_000 }, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const who = await person();
      const headers = who[of];
      for (const server of servers) expect(await statusOf(server, headers)).toBe(200);
      let isEnded = false;
      const late: number[] = [];
      const using = servers.map(async (server) => {
        for (let left = 5; left > 0;) {
          await nextTurn();
          const beganAfter = isEnded;
          const status = await statusOf(server, headers);
          if (!beganAfter) continue;
          late.push(status);
          left -= 1;
        }
      });
      const answer = await end(who, servers[round % 2 === 0 ? 0 : 1]).finally(() => (isEnded = true));

      await Promise.all(using);
      if (typeof answer === 'object' && answer !== null && 'statusCode' in answer) expect([200, 204]).toContain(answer.statusCode);
      expect(late).toEqual(late.map(() => 401));
    }
  });
});

it('an admin who lost the right cannot use it on any server', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const who = await person(true);
    for (const server of servers) expect(await statusOf(server, who.token, '/api/audit_log')).toBe(200);
    await on(servers[1], 'PATCH', `/api/profiles/${who.id}`, asAdmin, { isAdmin: false });
    for (const server of servers) expect(await statusOf(server, who.token, '/api/audit_log')).toBe(403);
  }
});

it('a change without the server is known to all servers within moments', async () => {
  const who = await person();
  for (const server of servers) expect(await statusOf(server, who.token)).toBe(200);
  await superuser.query('UPDATE api_tokens SET revoked_at = now() WHERE id = $1', [who.tokenId]);
  await vi.waitFor(async () => {
    for (const server of servers) expect(await statusOf(server, who.token)).toBe(401);
  });
});

it('a server whose connection for these changes was ended accepts no ended credential, and remembers callers again later', async () => {
  const who = await person();
  for (const server of servers) expect(await statusOf(server, who.token)).toBe(200);
  await superuser.query(`SELECT pg_terminate_backend(pid) FROM (${WATCHES}) w`);
  // The server gets to know in the next turn that the connection has ended.
  await sleep(50);
  await on(servers[0], 'DELETE', `/api/api_tokens/${who.tokenId}`, asAdmin);
  for (const server of servers) expect(await statusOf(server, who.token)).toBe(401);
  await rememberingAgain();
});

it('a revocation waits for a server that does not respond, until that server cannot remember the caller', { timeout: 60_000 }, async () => {
  const who = await person();
  for (const server of servers) expect(await statusOf(server, who.token)).toBe(200);
  proxy.freeze();
  await on(servers[0], 'DELETE', `/api/api_tokens/${who.tokenId}`, asAdmin);
  // With its connections frozen, the server cannot look the caller up, so it must not accept them either.
  expect(await statusOf(servers[1], who.token)).not.toBe(200);
  await proxy.restore();
  await rememberingAgain();
  expect(await statusOf(servers[1], who.token)).toBe(401);
});
