import { problem } from '@skilltrace/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from './api-client.js';
import { factories } from './factories.js';
import { expectReasons } from './reasons-of-problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
interface SentRequest {
  method: Method;
  url: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

const JSON_BODY = { 'content-type': 'application/json' };
const skill = (payload: string | Buffer, headers: Record<string, string> = JSON_BODY): SentRequest => ({
  method: 'POST',
  url: '/api/skills',
  headers,
  payload,
});
const get = (url: string): SentRequest => ({ method: 'GET', url });

/** Internal details that no response may contain: stack traces, SQL, drivers, frameworks, tables, folders. */
const INTERNAL =
  /\bat .*[.:]\d+|node_modules|\.[jt]s\b|SELECT|INSERT|relation|constraint|column|syntax error|fastify|FST_|nest|zod|\bpg\b|postgres|skilltrace_|signal_ledger|user_skill/i;

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  token = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
});
afterAll(() => api.close());

async function errorResponse({ method, url, headers, payload }: SentRequest) {
  const answer = await api.app.inject({ method, url, headers: { authorization: `Bearer ${token}`, ...headers }, payload });
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.payload).not.toMatch(INTERNAL);
  const body = problem.strict().parse(JSON.parse(answer.payload));
  expectReasons(body);
  expect(body.status).toBe(answer.statusCode);
  return { status: answer.statusCode, code: body.code, body, headers: answer.headers };
}

const REJECTED: readonly [name: string, status: number, code: string, sent: SentRequest][] = [
  ['an unknown path', 404, 'NOT_FOUND', get('/api/nothing')],
  ['an unknown path outside /api', 404, 'NOT_FOUND', get('/nothing')],
  ['a path traversal from the documentation', 404, 'NOT_FOUND', get('/api/docs/%2e%2e/%2e%2e/package.json')],
  ['an invalid URL', 400, 'VALIDATION_FAILED', get('/api/%zz')],
  ['a path segment that is too long', 414, 'VALIDATION_FAILED', get(`/api/skills/${'x'.repeat(300)}`)],
  ['an unsupported method', 405, 'METHOD_NOT_ALLOWED', { method: 'DELETE', url: '/api/skills' }],
  ['an unsupported method on a path with an id', 405, 'METHOD_NOT_ALLOWED', { method: 'PUT', url: '/api/skills/7?x=1' }],
  ['OPTIONS', 405, 'METHOD_NOT_ALLOWED', { method: 'OPTIONS', url: '/api/skills' }],
  ['broken JSON', 400, 'VALIDATION_FAILED', skill('{"name":')],
  ['deeply nested JSON', 400, 'VALIDATION_FAILED', skill('['.repeat(50_000))],
  ['an empty body', 400, 'VALIDATION_FAILED', skill('')],
  ['no body', 400, 'VALIDATION_FAILED', { method: 'POST', url: '/api/skills' }],
  ['null as the body', 400, 'VALIDATION_FAILED', skill('null')],
  ['an array as the body', 400, 'VALIDATION_FAILED', skill('[]')],
  ['a string as the body', 400, 'VALIDATION_FAILED', skill('"name"')],
  ['plain text', 415, 'UNSUPPORTED_MEDIA_TYPE', skill('name', { 'content-type': 'text/plain' })],
  ['a form', 415, 'UNSUPPORTED_MEDIA_TYPE', skill('name=x', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['an invalid content type', 415, 'UNSUPPORTED_MEDIA_TYPE', skill('{}', { 'content-type': 'nonsense' })],
  [
    'NDJSON instead of JSON',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    skill('{"name":"a","category":"b"}\n', { 'content-type': 'application/x-ndjson' }),
  ],
  [
    'JSON instead of NDJSON',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    { method: 'POST', url: '/api/progress_updates/import', headers: JSON_BODY, payload: '{}' },
  ],
  ['a body of more than a megabyte', 413, 'PAYLOAD_TOO_LARGE', skill(JSON.stringify({ name: 'x'.repeat(1_100_000) }))],
  [
    'a body with a declared length of a hundred megabytes',
    413,
    'PAYLOAD_TOO_LARGE',
    skill('{}', { ...JSON_BODY, 'content-length': '100000000' }),
  ],
  ['an unknown field', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b","color":"c"}')],
  ['a field `__proto__`', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b","__proto__":{"isActive":false}}')],
  [
    'a field `constructor` with a prototype',
    400,
    'VALIDATION_FAILED',
    skill('{"name":"a","category":"b","constructor":{"prototype":{"a":1}}}'),
  ],
  ['a field `constructor`', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b","constructor":1}')],
  ['a field `prototype`', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b","prototype":1}')],
  ['a field `toString`', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b","toString":1}')],
  ['NUL in a text', 400, 'VALIDATION_FAILED', skill(String.raw`{"name":"a\u0000","category":"b"}`)],
  ['an unpaired surrogate in a text', 400, 'VALIDATION_FAILED', skill(String.raw`{"name":"a\ud800","category":"b"}`)],
  ['an unknown parameter', 400, 'VALIDATION_FAILED', get('/api/skills?color=c')],
  ['a parameter `__proto__`', 400, 'VALIDATION_FAILED', get('/api/skills?__proto__=1')],
  ['a parameter `constructor`', 400, 'VALIDATION_FAILED', get('/api/skills?constructor=1')],
  ['a parameter sent twice', 400, 'VALIDATION_FAILED', get('/api/skills?limit=1&limit=2')],
  ['NUL in a parameter', 400, 'VALIDATION_FAILED', get('/api/skills?search=%00')],
  ['an invalid cursor', 400, 'VALIDATION_FAILED', get('/api/skills?cursor=nonsense')],
  [
    'a cursor with an invalid key',
    400,
    'VALIDATION_FAILED',
    get(`/api/progress_updates?cursor=${Buffer.from('["yesterday",1]').toString('base64url')}`),
  ],
  [
    'a cursor with an id that is too large',
    400,
    'VALIDATION_FAILED',
    get(`/api/skills?cursor=${Buffer.from('["a",1e300]').toString('base64url')}`),
  ],
  ['a limit of 0', 400, 'VALIDATION_FAILED', get('/api/skills?limit=0')],
  ['a limit of 201', 400, 'VALIDATION_FAILED', get('/api/skills?limit=201')],
  ...['0', '-1', '1.5', '1e3', 'abc', '%00', '__proto__', "1'--", '9'.repeat(30)].map(
    (id) => [`the id ${id}`, 400, 'VALIDATION_FAILED', get(`/api/skills/${id}`)] as [string, number, string, SentRequest],
  ),
  ['an invalid id that the access rule reads first', 400, 'VALIDATION_FAILED', get('/api/projects/abc/skills/summary')],
  ['a large unknown id', 404, 'NOT_FOUND', get('/api/skills/999999999999999')],
  ['an invalid token', 401, 'UNAUTHENTICATED', { ...get('/api/skills'), headers: { authorization: 'Bearer skt_wrong' } }],
  ['an empty Idempotency-Key', 400, 'VALIDATION_FAILED', skill('{"name":"a","category":"b"}', { ...JSON_BODY, 'idempotency-key': '' })],
];

describe('problem responses', () => {
  it.each(REJECTED)('report %s as %i %s', async (_name, status, code, sent) => {
    expect(await errorResponse(sent)).toMatchObject({ status, code });
    expect(await api.database.query('SELECT FROM skills')).toEqual([]);
  });

  it('list the allowed methods for an unsupported method', async () => {
    expect((await errorResponse({ method: 'DELETE', url: '/api/skills' })).headers.allow?.split(', ').toSorted()).toEqual([
      'GET',
      'HEAD',
      'POST',
    ]);
  });

  it('list each invalid field by its path', async () => {
    const { body } = await errorResponse({
      method: 'POST',
      url: '/api/projects',
      headers: JSON_BODY,
      payload: '{"name":" ","techLeadId":"1","skillIds":[0]}',
    });
    expect(body.errors?.map(({ path }) => path).toSorted()).toEqual(['name', 'skillIds.0', 'techLeadId']);
  });
});

describe('an internal error', () => {
  const FAILURE = {
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    detail: 'Something went wrong on our side. Nothing was saved.',
    code: 'INTERNAL',
    reason: 'internal',
  };
  let broken: TestApi;
  let admin: string;
  let mentorId: number;

  beforeAll(async () => {
    broken = await createTestApi();
    const make = factories(broken.database);
    mentorId = await make.profile();
    admin = await broken.tokenOf(await make.profile({ isAdmin: true }));
    const owner = new pg.Client({ connectionString: broken.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE mentorship_sessions RENAME TO gone');
    await owner.end();
  });
  afterAll(() => broken.close());

  it('has a response without internal details', async () => {
    const answer = await broken.call('GET', '/api/mentorship_sessions', { token: admin });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toEqual(FAILURE);
  });

  it('is not stored for an Idempotency-Key, so a retry succeeds once the cause is fixed', async () => {
    const send = () =>
      broken.call('POST', '/api/mentorship_sessions', {
        token: admin,
        body: { mentorId, sessionFocus: 'alumni_advice' },
        headers: { 'idempotency-key': 'an internal error' },
      });
    expect((await send()).body).toEqual(FAILURE);
    expect(await broken.database.query('SELECT FROM idempotency_keys')).toEqual([]);
    const owner = new pg.Client({ connectionString: broken.ownerUrl });
    await owner.connect();
    await owner.query('ALTER TABLE gone RENAME TO mentorship_sessions');
    await owner.end();
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect(await broken.database.query('SELECT FROM mentorship_sessions')).toHaveLength(1);
  });
});
