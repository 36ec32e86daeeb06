import { afterEach, expect, test, vi } from 'vitest';
import { request } from './request.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const tooMuch = (retryAfter: string | undefined) =>
  new Response(
    JSON.stringify({ type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'RATE_LIMITED', detail: 'Too much at once.' }),
    {
      status: 429,
      headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    },
  );

/** The network, which answers with these one after another; and what was sent to it. */
function answering(...answers: Response[]) {
  const sent: { key: string | null; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (_url: string, { headers, body }: { headers: Headers; body: unknown }) => {
    sent.push({ key: headers.get('idempotency-key'), body });
    return answers.shift() ?? tooMuch('0');
  });
  return sent;
}

test('too much at once is sent again when the server says so, under the same key where one is kept', async () => {
  vi.useFakeTimers();
  const sent = answering(tooMuch('1'), tooMuch('1'), Response.json({ done: true }));
  const answer = request('POST', '/api/progress_updates/import', {
    body: 'a line',
    contentType: 'application/x-ndjson',
    idempotencyKey: 'one',
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(await answer).toEqual({ done: true });
  expect(sent).toEqual(Array.from({ length: 3 }, () => ({ key: 'one', body: 'a line' })));
});

test('but not for ever: then it is told in the words of the server', async () => {
  const sent = answering();
  await expect(request('GET', '/api/skills')).rejects.toMatchObject({ code: 'RATE_LIMITED', detail: 'Too much at once.', retryAfterS: 0 });
  expect(sent).toHaveLength(5);
});

test.each([
  ['a sign-in', '/api/session', '1'],
  ['what has to wait for minutes', '/api/skills', '900'],
  ['what does not say for how long', '/api/skills', undefined],
])('%s is not sent again', async (_name, path, retryAfter) => {
  const sent = answering(tooMuch(retryAfter));
  await expect(request('POST', path, { body: {} })).rejects.toMatchObject({ status: 429 });
  expect(sent).toHaveLength(1);
});

test('broken off while it waits, it is not sent again', async () => {
  const sent = answering(tooMuch('5'));
  const abort = new AbortController();
  const answer = request('GET', '/api/skills', { signal: abort.signal });
  await Promise.resolve();
  abort.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(sent).toHaveLength(1);
});
