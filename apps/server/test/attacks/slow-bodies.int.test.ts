import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { createInvitation } from '../../src/sign-in/invitations/invitations.js';
import { routesOfControllers } from '../access-matrix/routes-of.js';
import { factories } from '../factories.js';
import { openRaw, type RawConnection } from '../raw-http.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

/** The pool size of the server under attack: smaller than the number of slow requests of any kind. */
const DATABASE_CONNECTIONS = 4;
const NDJSON = 'application/x-ndjson';

let db: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let superuser: pg.Client;
let port: number;
/** `token` belongs to an admin, who may call every route; `bystander` is the token of another person, who must not be affected. */
let token: string;
let bystander: string;
let projectId: number;
let memberId: number;
let slow: RawConnection[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  database = db.database.another({ poolSize: DATABASE_CONNECTIONS, applicationName: 'under attack' });
  const config = parseConfig({
    DATABASE_URL: db.ownerUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    DATABASE_CONNECTIONS: String(DATABASE_CONNECTIONS),
    MAX_CONNECTIONS: '100000',
    MAX_REQUESTS: '10000',
  });
  // High limits, so that only the number of database connections can stop the attack.
  const limits = { requestsPerPerson: 10_000, concurrencyPerPerson: 10_000, largeBodies: 10_000 };
  app = await createApp({ config, database, readDatabase: db.readDatabase }, false, limits);
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  const make = factories(db.database);
  const admin = await make.profile({ isAdmin: true });
  memberId = await make.profile();
  token = (await createApiToken(db.database, { name: 'test', profileId: admin })).token;
  bystander = (await createApiToken(db.database, { name: 'test', profileId: memberId })).token;
  projectId = await make.project({ techLeadId: memberId, skillIds: [await make.skill()] });
  await make.assignment({ profileId: memberId, projectId });
});
afterEach(async () => {
  slow.forEach(({ socket }) => socket.destroy());
  await Promise.all(slow.map(({ closed }) => closed));
  slow = [];
});
afterAll(async () => {
  await Promise.all([app.close(), superuser.end()]);
  await database.close();
  await db.drop();
});

const send = async (path: string, headers: string[], body: string) => {
  const connection = await openRaw(port);
  slow.push(connection);
  await connection.send([`${path} HTTP/1.1`, 'Host: localhost', ...headers, '', body].join('\r\n'));
  return connection;
};
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const asAdmin = () => `Authorization: Bearer ${token}`;
const importHead = (...headers: string[]) => [asAdmin(), `Content-Type: ${NDJSON}`, 'Transfer-Encoding: chunked', ...headers];
const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ projectId, userId: memberId, content: 'work', externalId: `${name} ${n}`, createdAt: new Date().toISOString() }),
  ).map((line) => `${line}\n`);

const work = (key?: string) =>
  fetch(`http://127.0.0.1:${port}/api/progress_updates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bystander}`, 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify({ projectId, content: 'work' }),
  });

/** The connections of the server that are not idle, according to PostgreSQL. */
const busy = async () => {
  const { rows } = await superuser.query<{ state: string; query: string }>(
    `SELECT state, left(query, 100) AS query FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
  );
  return rows;
};

/** Waits until the look-ups for the requests have finished, then checks that no connection is held. */
async function expectNothingHeld(): Promise<void> {
  const held = async () => [await busy(), database.pool.totalCount - database.pool.idleCount, database.pool.waitingCount] as const;
  const nothing = [[], 0, 0];
  let quiet = 0;
  for (let looks = 0; quiet < 5 && looks < 200; looks += 1) {
    await sleep(50);
    quiet = JSON.stringify(await held()) === JSON.stringify(nothing) ? quiet + 1 : 0;
  }
  expect(await held()).toEqual(nothing);
  const answers = await Promise.all([work(), work(randomBytes(8).toString('hex')), work(), work(randomBytes(8).toString('hex'))]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
}

describe('requests with a body that never ends', () => {
  const paths = () => [
    ...new Set([...routesOfControllers(app).keys()].map((route) => (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, '1'))),
    `/api/invitations/${'x'.repeat(43)}`,
    '/api/nowhere',
  ];
  const FRAMINGS = [
    ['Transfer-Encoding: chunked', chunk('{"a":')],
    ['Content-Length: 200', '{"a":'],
  ] as const;

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('hold no database connection, for %s on every route', async (method) => {
    expect(paths().length).toBeGreaterThan(50);
    for (const path of paths()) {
      for (const type of ['application/json', NDJSON, undefined]) {
        for (const credentials of [asAdmin(), undefined]) {
          for (const key of method === 'POST' ? [undefined, `Idempotency-Key: ${randomBytes(8).toString('hex')}`] : [undefined]) {
            for (const [framing, body] of FRAMINGS) {
              const headers = [framing, type && `Content-Type: ${type}`, credentials, key];
              await send(
                `${method} ${path}`,
                headers.filter((header) => header !== undefined),
                body,
              );
            }
          }
        }
      }
    }
    await expectNothingHeld();
  });

  it.each([NDJSON, `${NDJSON}; charset=utf-8`, 'APPLICATION/X-NDJSON', 'text/plain', 'multipart/form-data', ''])(
    'are rejected before the body is read if the route does not accept the content type %j',
    async (type) => {
      for (const path of [
        'POST /api/invitations/x',
        'POST /api/session',
        'POST /api/skills',
        'PATCH /api/projects/1',
        'DELETE /api/session',
      ]) {
        for (const framing of ['Transfer-Encoding: chunked', 'Content-Length: 10']) {
          const connection = await send(
            path,
            [asAdmin(), framing, `Content-Type: ${type}`, 'Idempotency-Key: x', 'Expect: 100-continue'],
            '',
          );
          expect((await connection.answers(1)).map(({ status }) => status)).toEqual([415]);
        }
      }
    },
  );

  it('are rejected on a streaming route if the content type is not the streamed one', async () => {
    const connection = await send(
      'POST /api/progress_updates/import',
      [asAdmin(), 'Content-Length: 2', 'Content-Type: application/json'],
      '',
    );
    expect((await connection.answers(1)).map(({ status }) => status)).toEqual([415]);
  });

  it('are rejected on other routes if the body is empty and has the streamed content type', async () => {
    const connection = await send('POST /api/skills', [asAdmin(), 'Content-Length: 0', `Content-Type: ${NDJSON}`], '');
    expect((await connection.answers(1)).map(({ status }) => status)).toEqual([415]);
  });
});

describe('an import with an Idempotency-Key', () => {
  const counted = async (name: string) => {
    const { rows } = await superuser.query<{ updates: number; signals: number }>(
      `SELECT count(DISTINCT u.id)::int AS updates, count(s.source_id)::int AS signals FROM progress_updates u
         LEFT JOIN signal_ledger s ON s.source_type = 'update' AND s.source_id = u.id WHERE u.external_id LIKE $1 || ' %'`,
      [name],
    );
    return rows[0];
  };
  const begin = (name: string) => send('POST /api/progress_updates/import', importHead(`Idempotency-Key: ${name}`), '');
  const whole = async (name: string, text: string) => {
    const connection = await begin(name);
    await connection.send(`${chunk(text)}0\r\n\r\n`);
    const [answer] = await connection.answers(1);
    return { status: answer?.status, body: JSON.parse(answer?.body ?? '{}') as Record<string, unknown> };
  };

  it('holds no database connection while its lines arrive, even with many imports', async () => {
    const uploads = await Promise.all(Array.from({ length: 20 }, (_, n) => begin(`slow ${n}`)));
    for (const [n, upload] of uploads.entries()) for (const line of lines(`slow ${n}`, 30)) await upload.send(chunk(line));
    await expectNothingHeld();
    await Promise.all(uploads.map((upload) => upload.send('0\r\n\r\n')));
    for (const upload of uploads)
      expect((await upload.answers(1)).map(({ body }) => JSON.parse(body))).toMatchObject([{ imported: 30, signals: 30 }]);
  });

  it('that was interrupted after complete batches imports only the missing lines when it is sent again', async () => {
    const text = lines('cut', 2_500);
    const upload = await begin('cut');
    await upload.send(chunk(text.slice(0, 2_200).join('')));
    while (((await counted('cut'))?.updates ?? 0) < 2_000) await sleep(20);
    upload.socket.destroy();
    await upload.closed;
    expect(await whole('cut', text.join(''))).toMatchObject({ status: 200, body: { imported: 500, duplicates: 2_000, signals: 500 } });
    expect(await counted('cut')).toEqual({ updates: 2_500, signals: 2_500 });
  });

  it('returns the same response to a retry, and rejects another file', async () => {
    const first = await whole('same', lines('same', 10).join(''));
    expect(first).toMatchObject({ status: 200, body: { imported: 10, duplicates: 0 } });
    const [text, other] = [lines('same', 10).join(''), lines('other', 10).join('')];
    const kept = await whole('kept', text);
    expect(await whole('kept', text)).toEqual(kept);
    expect(await whole('kept', other)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await counted('other')).toEqual({ updates: 0, signals: 0 });
  });

  it('that is sent several times simultaneously imports each line once', async () => {
    const text = lines('racing', 1_500).join('');
    const answers = await Promise.all(Array.from({ length: 8 }, () => whole('racing', text)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await counted('racing')).toEqual({ updates: 1_500, signals: 1_500 });
    expect((await whole('racing', text)).body).toEqual(answers[0]?.body);
  });
});

describe('callers who are not signed in', () => {
  const accept = (code: string, key: string) =>
    fetch(`http://127.0.0.1:${port}/api/invitations/${code}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ password: 'correct horse battery staple' }),
    });
  const keys = async () => (await superuser.query("SELECT FROM idempotency_keys WHERE caller = 'nobody'")).rowCount;

  it('leave no idempotency key after a rejected request', async () => {
    const refused = await Promise.all(Array.from({ length: 50 }, (_, n) => accept('x'.repeat(43), `key ${n}`)));
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
    expect(await keys()).toBe(0);
  });

  it('get the same response to a retry of a successful request', async () => {
    const { url } = await createInvitation(db.database, { profileId: memberId, publicUrl: 'http://localhost' });
    const code = url.split('/').at(-1) ?? '';
    expect([(await accept(code, 'mine')).status, (await accept(code, 'mine')).status, (await accept(code, 'other')).status]).toEqual([
      204, 204, 404,
    ]);
    expect(await keys()).toBe(1);
  });
});
