import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { sentStatements } from '../../../test/sent-statements.js';

const LARGE = 20 * 1024;

let api: TestApi;
let profileId: number;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  profileId = await factories(api.database).profile({ isAdmin: true });
});
afterAll(() => api.close());
// The server does not know a new token yet.
beforeEach(async () => {
  token = await api.tokenOf(profileId);
});

it.each([
  ['small', 'application/json', '/api/directory/sync', () => '{"skills":[]}'],
  ['large', 'application/json', '/api/directory/sync', () => `{"skills":[]${' '.repeat(LARGE)}}`],
  ['streamed', 'application/x-ndjson', '/api/progress_updates/import', () => '\n'.repeat(LARGE)],
])('looks up the credentials of a request with a %s body once', async (_size, type, path, body) => {
  const statements = await sentStatements(async () => {
    const { status } = await api.call('POST', path, { token, body: body(), headers: { 'content-type': type } });
    expect(status).toBe(200);
  });
  expect(statements.filter((text) => text.includes('FROM api_tokens t JOIN profiles'))).toHaveLength(1);
});

it('rejects a request whose token is revoked while its body arrives slowly', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const body = new PassThrough();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': String(LARGE) };
    const answer = api.app.inject({ method: 'POST', url: '/api/directory/sync', headers, payload: body });
    const bodyRequested = vi.waitUntil(() => body.listenerCount('data') + body.listenerCount('readable') > 0, 60_000);
    await bodyRequested;
    vi.advanceTimersByTime(60_000);
    await api.database.transaction((transaction) => transaction.query('UPDATE api_tokens SET revoked_at = now()'));
    body.end(`{"skills":[]${' '.repeat(LARGE - 13)}}`);
    expect((await answer).statusCode).toBe(401);
  } finally {
    vi.useRealTimers();
  }
});
