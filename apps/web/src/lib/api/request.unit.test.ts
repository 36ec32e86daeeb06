import { afterEach, expect, test, vi } from 'vitest';
import { answerOf, api } from './client.ts';
import { ApiRequest, sendRequest } from './request.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const rateLimited = (retryAfter: string | undefined) =>
  new Response(
    JSON.stringify({ type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'RATE_LIMITED', detail: 'Too many requests.' }),
    {
      status: 429,
      headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    },
  );

/** Stubs the network with these answers in order. @returns the requests that were sent */
function answering(...answers: Response[]) {
  const sent: { key: string | null; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (_url: string, { headers, body }: { headers: Headers; body: unknown }) => {
    sent.push({ key: headers.get('idempotency-key'), body });
    return answers.shift() ?? rateLimited('0');
  });
  return sent;
}

test('retries a rate-limited request after the time that the server sent, with the same Idempotency-Key', async () => {
  vi.useFakeTimers();
  const sent = answering(rateLimited('1'), rateLimited('1'), Response.json({ done: true }));
  const answer = answerOf(
    api.POST('/api/progress_updates/import', {
      params: { header: { 'Idempotency-Key': 'one' } },
      headers: { 'content-type': 'application/x-ndjson' },
      body: 'a line',
      bodySerializer: (body) => body,
    }),
  );
  await vi.advanceTimersByTimeAsync(999);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(await answer).toEqual({ done: true });
  expect(sent).toEqual(Array.from({ length: 3 }, () => ({ key: 'one', body: 'a line' })));
});

test('gives up after five attempts and reports the error of the server', async () => {
  const sent = answering();
  await expect(answerOf(api.GET('/api/skills'))).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    detail: 'Too many requests.',
    retryAfterS: 0,
  });
  expect(sent).toHaveLength(5);
});

test.each([
  ['a sign-in', '/api/session', '1'],
  ['a request with a wait of minutes', '/api/skills', '900'],
  ['a request without a waiting time', '/api/skills', undefined],
])('does not retry %s', async (_name, path, retryAfter) => {
  const sent = answering(rateLimited(retryAfter));
  await expect(sendRequest(new ApiRequest(path, { method: 'POST', headers: new Headers(), body: '{}' }))).rejects.toMatchObject({
    status: 429,
  });
  expect(sent).toHaveLength(1);
});

test('does not retry a request that is aborted while it waits', async () => {
  const sent = answering(rateLimited('5'));
  const abort = new AbortController();
  const answer = answerOf(api.GET('/api/skills', { signal: abort.signal }));
  await Promise.resolve();
  abort.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(sent).toHaveLength(1);
});

test('sends the body as JSON and ids in the path, and omits empty values from the query', async () => {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { method, body, headers }: { method: string; body?: string; headers: Headers }) => {
    sent.push(`${method} ${url} ${headers.get('content-type')} ${body}`);
    return Response.json({});
  });
  await answerOf(api.PATCH('/api/skills/{id}', { params: { path: { id: 7 } }, body: { name: 'Go' } }));
  await answerOf(api.GET('/api/profiles', { params: { query: { id: [1, 2], search: '', isActive: false } } }));
  expect(sent).toEqual(['PATCH /api/skills/7 application/json {"name":"Go"}', 'GET /api/profiles?id=1&id=2&isActive=false null undefined']);
});

test('reports an incomplete answer as OFFLINE, like an unreachable server', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"id":', { headers: { 'content-type': 'application/json' } }));
  await expect(answerOf(api.GET('/api/skills'))).rejects.toMatchObject({
    code: 'OFFLINE',
    detail: 'The connection was lost before the response was complete.',
  });
});
