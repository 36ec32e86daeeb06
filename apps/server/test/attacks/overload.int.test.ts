import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { LoadShedding, type OverloadLimits } from '../../src/platform/overload/protect.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { holdPosts } from '../hold-posts.js';
import { memoryInUse } from '../memory-in-use.js';
import { exchange, openRaw, type RawConnection } from '../raw-http.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const REQUESTS = 8;
const CONNECTIONS = 256;
const FROM_ONE_ADDRESS = CONNECTIONS / 4;
const LARGE_BODIES = 3;

let db: TestDatabase;
let app: NestFastifyApplication;
let load: LoadShedding;
let owner: pg.Client;
let port: number;
let url: string;
let token: string;
let projectId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  const config = parseConfig({
    DATABASE_URL: db.ownerUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    MAX_REQUESTS: String(REQUESTS),
    MAX_CONNECTIONS: String(CONNECTIONS),
  });
  // All requests use one token, so the limit per person is high. limits-per-person.int.test.ts tests that limit.
  const limits: Partial<OverloadLimits> = {
    headWithin: 1_000,
    requestWithin: 5_000,
    silence: 2_000,
    requestsPerPerson: 1_000,
    largeBodies: LARGE_BODIES,
  };
  app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, false, limits);
  await app.listen(0, '127.0.0.1');
  load = app.get(LoadShedding, { strict: false });
  port = (app.getHttpServer().address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}`;
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const make = factories(db.database);
  const profileId = await make.profile({ isAdmin: true });
  token = (await createApiToken(db.database, { name: 'test', profileId, creator: { profileId: profileId } })).token;
  projectId = await make.project({ techLeadId: profileId, skillIds: [await make.skill()] });
  await make.assignment({ profileId, projectId });
});
afterAll(async () => {
  await Promise.all([app.close(), owner.end()]);
  await db.drop();
});

const head = (first: string, ...headers: string[]) => [`${first} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
const asAdmin = () => `Authorization: Bearer ${token}`;
const JSON_TYPE = 'Content-Type: application/json';
const get = (path = '/api/skills') => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
const post = (signal?: AbortSignal) =>
  fetch(`${url}/api/progress_updates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ projectId, content: 'work' }),
    signal,
  });
const updates = async () => (await db.database.query('SELECT FROM progress_updates')).length;
const code = (body: string) => (JSON.parse(body) as { code: string }).code;
/** Waits for a condition, up to the timeout of the test. */
const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(10);
};

describe('more concurrent requests than the server accepts', () => {
  it('are rejected with 503, while accepted requests finish and health checks succeed', async () => {
    const existing = await updates();
    await holdPosts(owner, projectId);
    const accepted = Array.from({ length: REQUESTS }, () => post());
    await until(() => load.inFlight === REQUESTS);

    // The accepted requests are blocked until the end of the test, so the rejections cannot depend on them.
    const refused = await Promise.all(Array.from({ length: 4 * REQUESTS }, (_, n) => (n % 2 === 0 ? post() : get())));
    for (const answer of refused) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ code: 'UNAVAILABLE', detail: expect.stringContaining('did not process') });
    }
    // Requests without a signed-in person are rejected too, even on public routes.
    const anonymous = await Promise.all([
      fetch(`${url}/api/skills`),
      fetch(`${url}/api/installation`),
      fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
    ]);
    expect(anonymous.map(({ status }) => status)).toEqual([503, 503, 503]);
    // A request is rejected before its body is sent.
    const announced = await openRaw(port);
    await announced.send(head('POST /api/progress_updates', asAdmin(), JSON_TYPE, 'Content-Length: 100'));
    expect((await announced.answers(1)).map(({ status }) => status)).toEqual([503]);
    announced.socket.destroy();
    expect(await Promise.all(['/healthz', '/readyz', '/metrics'].map(async (path) => (await get(path)).status))).toEqual([200, 200, 200]);
    expect(await (await get('/metrics')).text()).toMatch(
      new RegExp(`^skilltrace_http_requests_refused_total ${4 * REQUESTS + anonymous.length + 1}$`, 'm'),
    );

    await owner.query('ROLLBACK');
    expect((await Promise.all(accepted)).map(({ status }) => status)).toEqual(accepted.map(() => 201));
    expect(await updates()).toBe(existing + REQUESTS);
    expect((await get()).status).toBe(200);
    await until(() => load.inFlight === 0);
  });

  it('release their places when the callers disconnect', async () => {
    await holdPosts(owner, projectId);
    const controller = new AbortController();
    const gone = Array.from({ length: REQUESTS }, () => post(controller.signal).catch(() => 'gone'));
    await until(() => load.inFlight === REQUESTS);
    controller.abort();
    expect(await Promise.all(gone)).toEqual(gone.map(() => 'gone'));
    await owner.query('ROLLBACK');
    await until(() => load.inFlight === 0);
    expect((await get()).status).toBe(200);
  });
});

describe('slow and idle clients', () => {
  /** Opens connections that send `first` once and then `then` every 100 ms until the connection closes. */
  async function trickle(first: string, then: string, count: number): Promise<RawConnection[]> {
    const connections = await Promise.all(Array.from({ length: count }, () => openRaw(port)));
    for (const connection of connections) {
      await connection.send(first);
      const timer = setInterval(() => void connection.send(then), 100);
      void connection.closed.then(() => clearInterval(timer));
    }
    return connections;
  }

  it.each([
    ['heads', 'GET /api/skills HTTP/1.1\r\nHost: localhost\r\n', 'X-Slow: 1\r\n'],
    ['bodies', head('POST /api/session', JSON_TYPE, 'Content-Length: 10000'), ' '],
    ['bodies without an end', head('POST /api/session', JSON_TYPE, 'Transfer-Encoding: chunked'), '1\r\n \r\n'],
  ])('that send their %s slowly get 408, are disconnected, and do not block other requests', async (_name, first, then) => {
    const slow = await trickle(first, then, 2 * REQUESTS);
    expect(load.inFlight).toBe(0);
    expect((await get()).status).toBe(200);
    await Promise.all(slow.map(({ closed }) => closed));
    for (const connection of slow) expect(connection.received()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that send their heads slowly are disconnected before clients that have sent a head', async () => {
    const bodies = await trickle(head('POST /api/session', JSON_TYPE, 'Content-Length: 10000'), ' ', 2);
    const heads = await trickle('GET /api/skills HTTP/1.1\r\nHost: localhost\r\n', 'X-Slow: 1\r\n', 2);
    await Promise.all(heads.map(({ closed }) => closed));
    expect(bodies.map(({ socket }) => socket.destroyed)).toEqual([false, false]);
    for (const { socket } of bodies) socket.destroy();
  });

  it('that send no data are disconnected', async () => {
    const silent = await Promise.all(Array.from({ length: 2 * REQUESTS }, () => openRaw(port)));
    expect((await get()).status).toBe(200);
    await Promise.all(silent.map(({ closed }) => closed));
  });

  // Only Linux provides all addresses of 127.0.0.0/8 without configuration.
  it.runIf(process.platform === 'linux')('from one address cannot use all connections', async () => {
    const many = await Promise.all(Array.from({ length: CONNECTIONS + 10 }, () => openRaw(port, '127.0.0.2')));
    expect((await get()).status).toBe(200);
    await until(() => many.filter(({ socket }) => !socket.destroyed).length <= FROM_ONE_ADDRESS);
    many.forEach(({ socket }) => socket.destroy());
  });

  it('an upload by an authorized person has no deadline', async () => {
    const upload = await openRaw(port);
    await upload.send(
      head('POST /api/progress_updates/import', asAdmin(), 'Content-Type: application/x-ndjson', 'Transfer-Encoding: chunked'),
    );
    const line = `${JSON.stringify({ projectId: 999_999, userId: 1, content: 'x', createdAt: '2026-01-01T00:00:00Z' })}\n`;
    for (let sent = 0; sent < 16; sent += 1) {
      await upload.send(`${Buffer.byteLength(line).toString(16)}\r\n${line}\r\n`);
      await sleep(500);
    }
    await upload.send('0\r\n\r\n');
    const [answer] = await upload.answers(1);
    expect([answer?.status, JSON.parse(answer?.body ?? '{}')]).toMatchObject([200, { rejected: 16 }]);
    upload.socket.destroy();
  });

  it('an upload without a deadline is closed when no more data arrives', async () => {
    const upload = await openRaw(port);
    await upload.send(
      head('POST /api/progress_updates/import', asAdmin(), 'Content-Type: application/x-ndjson', 'Transfer-Encoding: chunked'),
    );
    await upload.closed;
    expect((await get()).status).toBe(200);
  });

  it('an upload is rejected while the maximum number of uploads is in progress', async () => {
    const begin = async () => {
      const upload = await openRaw(port);
      const headers = ['Content-Type: application/x-ndjson', 'Transfer-Encoding: chunked', 'Expect: 100-continue'];
      await upload.send(head('POST /api/progress_updates/import', asAdmin(), ...headers));
      const [answer] = await upload.answers(1);
      return { upload, status: answer?.status };
    };
    const taken = await Promise.all(Array.from({ length: LARGE_BODIES }, begin));
    expect(taken.map(({ status }) => status)).toEqual(taken.map(() => 100));
    const refused = await begin();
    expect(refused.status).toBe(503);
    const [first] = taken;
    await first?.upload.send('0\r\n\r\n');
    expect((await first?.upload.answers(2))?.[1]?.status).toBe(200);
    const next = await begin();
    expect(next.status).toBe(100);
    for (const { upload } of [...taken, refused, next]) upload.socket.destroy();
  });
});

describe('request bodies', () => {
  const LARGE = 100_000_000;

  it.each([
    [
      'larger than the general limit',
      413,
      'PAYLOAD_TOO_LARGE',
      () => head('POST /api/skills', asAdmin(), JSON_TYPE, `Content-Length: ${LARGE}`),
    ],
    [
      'larger than the limit for an organization file',
      413,
      'PAYLOAD_TOO_LARGE',
      () => head('POST /api/directory/sync', asAdmin(), JSON_TYPE, `Content-Length: ${LARGE}`),
    ],
    ['larger than the limit for a sign-in', 413, 'PAYLOAD_TOO_LARGE', () => head('POST /api/session', JSON_TYPE, 'Content-Length: 100000')],
    [
      'with an organization file, without credentials',
      401,
      'UNAUTHENTICATED',
      () => head('POST /api/directory/sync', JSON_TYPE, 'Content-Length: 10000000'),
    ],
    [
      'with an import, without credentials',
      401,
      'UNAUTHENTICATED',
      () => head('POST /api/progress_updates/import', 'Content-Type: application/x-ndjson', `Content-Length: ${LARGE}`),
    ],
    [
      'without a length and without credentials',
      401,
      'UNAUTHENTICATED',
      () => head('POST /api/skills', JSON_TYPE, 'Transfer-Encoding: chunked'),
    ],
    ['for an unknown route', 404, 'NOT_FOUND', () => head('POST /api/nowhere', asAdmin(), JSON_TYPE, `Content-Length: ${LARGE}`)],
    [
      'that are compressed',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => head('POST /api/skills', asAdmin(), JSON_TYPE, 'Content-Encoding: gzip', 'Content-Length: 1000'),
    ],
    [
      'with a compressed import',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () =>
        head(
          'POST /api/progress_updates/import',
          asAdmin(),
          'Content-Type: application/x-ndjson',
          'Content-Encoding: br',
          'Transfer-Encoding: chunked',
        ),
    ],
  ])('%s are rejected before they are sent, with and without Expect: 100-continue', async (_name, status, problem, request) => {
    for (const expects of [false, true]) {
      const connection = await openRaw(port);
      await connection.send(expects ? request().replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n') : request());
      const answers = await connection.answers(1);
      expect(answers.map((answer) => [answer.status, code(answer.body)])).toEqual([[status, problem]]);
      connection.socket.destroy();
    }
  });

  it.each([
    [401, head('POST /api/progress_updates/import', 'Content-Type: application/x-ndjson', `Content-Length: ${LARGE}`)],
    [415, head('POST /api/skills', JSON_TYPE, 'Content-Encoding: gzip', 'Content-Length: 1000')],
  ])(
    'that are rejected (%i) get one response, and the connection closes if the client keeps sending past the deadline',
    async (status, request) => {
      const connection = await openRaw(port);
      await connection.send(request);
      const timer = setInterval(() => void connection.send('x'), 50);
      await connection.closed;
      clearInterval(timer);
      expect(connection.received().match(/^HTTP\/1\.1 \d+/gm)).toEqual([`HTTP/1.1 ${status}`]);
    },
  );

  it('with Expect: 100-continue are accepted after 100 Continue', async () => {
    const connection = await openRaw(port);
    const body = JSON.stringify({ projectId, content: 'x'.repeat(9_000) });
    await connection.send(
      head('POST /api/progress_updates', asAdmin(), JSON_TYPE, `Content-Length: ${body.length}`, 'Expect: 100-continue'),
    );
    expect((await connection.answers(1)).map(({ status }) => status)).toEqual([100]);
    await connection.send(body);
    expect((await connection.answers(2)).map(({ status }) => status)).toEqual([100, 201]);
    connection.socket.destroy();
  });

  it('without an end are rejected at the size limit', async () => {
    const connection = await openRaw(port);
    await connection.send(head('POST /api/skills', asAdmin(), JSON_TYPE, 'Transfer-Encoding: chunked'));
    const chunk = `10000\r\n${' '.repeat(0x1_00_00)}\r\n`;
    let sent = 0;
    while (!connection.socket.destroyed && !connection.received().includes('\r\n\r\n')) {
      await connection.send(chunk);
      sent += 1;
    }
    const [answer] = await connection.answers(1);
    expect([answer?.status, code(answer?.body ?? '{}')]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(sent).toBeGreaterThan(15);
  });

  it('that end before their declared length save nothing', async () => {
    const existing = await updates();
    const connection = await openRaw(port);
    const body = JSON.stringify({ projectId, content: 'work' });
    await connection.send(head('POST /api/progress_updates', asAdmin(), JSON_TYPE, `Content-Length: ${body.length + 10}`) + body);
    connection.socket.end();
    await connection.closed;
    expect(await updates()).toBe(existing);
  });

  it('with one line of 300 MB are read without buffering the line in memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const size = 300 * chunk.length;
    const upload = await openRaw(port);
    await upload.send(
      head('POST /api/progress_updates/import', asAdmin(), 'Content-Type: application/x-ndjson', `Content-Length: ${size}`),
    );
    const before = memoryInUse();
    let most = 0;
    for (let sent = 0; sent < size; sent += chunk.length) {
      await upload.send(chunk);
      // Gives the server, which runs in the same process, time to read.
      await sleep(1);
      if (sent % (100 * chunk.length) === 0) most = Math.max(most, memoryInUse() - before);
    }
    const [answer] = await upload.answers(1);
    expect([answer?.status, JSON.parse(answer?.body ?? '{}')]).toMatchObject([200, { imported: 0, rejected: 1, errors: [{ line: 1 }] }]);
    expect(most).toBeLessThan(size / 2);
    upload.socket.destroy();
  });
});

describe('request heads', () => {
  it.each([
    ['an address of a megabyte', 431, () => head(`GET /api/skills?search=${'x'.repeat(1_000_000)}`, asAdmin())],
    ['ten thousand parameters', 431, () => head(`GET /api/skills?${'a=1&'.repeat(10_000)}`, asAdmin())],
    ['three thousand parameters', 400, () => head(`GET /api/skills?${'a=1&'.repeat(3_000)}`, asAdmin(), 'Connection: close')],
    [
      'a thousand cookies',
      431,
      () => head('GET /api/session', ...Array.from({ length: 1_000 }, (_, n) => `Cookie: c${n}=${'x'.repeat(20)}`)),
    ],
    ['headers without an end', 431, () => `GET / HTTP/1.1\r\n${'X-More: xxxxxxxxxxxxxxxxxxxx\r\n'.repeat(10_000)}`],
  ])('with %s are rejected', async (_name, status, request) => {
    const [answer, ...more] = await exchange(port, request());
    expect([answer?.status, answer?.headers['content-type'], more]).toEqual([status, 'application/problem+json', []]);
  });
});

describe('request smuggling', () => {
  const inner = () =>
    `POST /api/progress_updates HTTP/1.1\r\nHost: localhost\r\n${asAdmin()}\r\n${JSON_TYPE}\r\nContent-Length: 40\r\n\r\n`;
  const outer = (...headers: string[]) => head('POST /api/skills', asAdmin(), JSON_TYPE, ...headers);

  it.each([
    ['both lengths', () => `${outer('Content-Length: 6', 'Transfer-Encoding: chunked')}0\r\n\r\n${inner()}`],
    ['both lengths, the other way round', () => `${outer('Transfer-Encoding: chunked', 'Content-Length: 6')}0\r\n\r\n${inner()}`],
    ['two different lengths', () => `${outer('Content-Length: 5', 'Content-Length: 6')}123456${inner()}`],
    ['a list of lengths', () => `${outer('Content-Length: 6, 6')}123456${inner()}`],
    ['a length with a sign', () => `${outer('Content-Length: +6')}123456${inner()}`],
    ['a negative length', () => `${outer('Content-Length: -6')}123456${inner()}`],
    ['a length in hexadecimal', () => `${outer('Content-Length: 0x6')}123456${inner()}`],
    ['a length that overflows', () => `${outer(`Content-Length: ${'9'.repeat(40)}`)}123456${inner()}`],
    ['an unknown transfer coding', () => `${outer('Transfer-Encoding: xchunked')}0\r\n\r\n${inner()}`],
    ['chunked as a coding that is not last', () => `${outer('Transfer-Encoding: chunked, identity')}0\r\n\r\n${inner()}`],
    ['a space before the colon', () => `${outer('Transfer-Encoding : chunked', 'Content-Length: 6')}0\r\n\r\n${inner()}`],
    ['a folded header', () => `${outer('Transfer-Encoding:\r\n chunked', 'Content-Length: 6')}0\r\n\r\n${inner()}`],
    ['a bare line feed', () => `${outer('X: y\nTransfer-Encoding: chunked', 'Content-Length: 6')}0\r\n\r\n${inner()}`],
    ['a chunk size with a sign', () => `${outer('Transfer-Encoding: chunked')}+0\r\n\r\n${inner()}`],
    ['a chunk size that overflows', () => `${outer('Transfer-Encoding: chunked')}${'f'.repeat(20)}\r\n\r\n${inner()}`],
    ['a chunk longer than its declared size', () => `${outer('Transfer-Encoding: chunked')}1\r\nxxx\r\n0\r\n\r\n${inner()}`],
    ['no host', () => `GET /api/skills HTTP/1.1\r\n${asAdmin()}\r\n\r\n${inner()}`],
    ['two hosts', () => `GET /api/skills HTTP/1.1\r\nHost: a\r\nHost: b\r\n${asAdmin()}\r\n\r\n${inner()}`],
  ])('with %s is rejected, and the rest of the connection is not read', async (_name, request) => {
    const existing = await updates();
    const answers = await exchange(port, request() + JSON.stringify({ projectId, content: 'smuggled' }).padEnd(40));
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect(answers[0]?.headers['content-type']).toBe('application/problem+json');
    expect(await updates()).toBe(existing);
  });

  it('does not affect pipelined requests, which get their responses in order', async () => {
    const connection = await openRaw(port);
    const [many, other] = [500, 7];
    await connection.send(Array.from({ length: many }, (_, n) => head(n % other === 0 ? 'GET /nowhere' : 'GET /healthz')).join(''));
    const answers = await connection.answers(many);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: many }, (_, n) => (n % other === 0 ? 404 : 200)));
    connection.socket.destroy();
  });
});
