import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';

const NO_CREDENTIALS = { authorization: '' };

/** One request for each kind of response. */
const RESPONSES: readonly [
  kind: string,
  status: number | readonly number[],
  method: 'GET' | 'POST' | 'DELETE' | 'TRACE',
  path: string,
  headers?: Record<string, string>,
][] = [
  // 503 if the web app is not built.
  ['a page', [200, 503], 'GET', '/people/1', { accept: 'text/html' }],
  ['a missing file', 404, 'GET', '/assets/gone-123.js'],
  ['an API response', 200, 'GET', '/api/skills'],
  ['an API response without credentials', 200, 'GET', '/api/installation', NO_CREDENTIALS],
  ['a request without required credentials', 401, 'GET', '/api/skills', NO_CREDENTIALS],
  ['an invalid parameter', 400, 'GET', '/api/skills?limit=0'],
  ['an unsupported content type', 415, 'POST', '/api/skills', { 'content-type': 'text/plain' }],
  ['an unknown route', 404, 'GET', '/api/nothing'],
  ['an unsupported method', 405, 'DELETE', '/api/skills'],
  ['the TRACE method', 405, 'TRACE', '/api/skills'],
  ['an invalid URL', 400, 'GET', '/api/%zz'],
  ['a URL with a segment that is too long', 414, 'GET', `/api/skills/${'x'.repeat(300)}`],
  ['the documentation', 200, 'GET', '/api/docs'],
  ['a file of the documentation', 200, 'GET', '/api/docs/swagger-ui.css'],
  ['the OpenAPI document', 200, 'GET', '/api/openapi.json'],
  ['the health check', 200, 'GET', '/healthz'],
  ['the metrics', 200, 'GET', '/metrics'],
];
/** Rejected before any hook runs, so these responses have only a few headers. */
const WITHOUT_HOOKS = /^an invalid URL|^a URL with/;

const policyOf = (text: unknown) =>
  new Map(
    String(text)
      .split(';')
      .map((directive) => [directive.trim().split(' ')[0], directive.trim().split(' ').slice(1)] as const),
  );

describe.each(['http://localhost:3000', 'https://skills.example.org'])('security headers with the public URL %s', (publicUrl) => {
  let api: TestApi;
  let token: string;

  beforeAll(async () => {
    api = await createTestApi({ PUBLIC_URL: publicUrl });
    token = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
  });
  afterAll(() => api.close());

  it.each(RESPONSES)('are complete for %s', async (kind, status, method, url, headers = {}) => {
    const answer = await api.app.inject({
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${token}`, ...headers },
      payload: method === 'POST' ? 'x' : undefined,
    });
    expect([status].flat()).toContain(answer.statusCode);
    const sent = answer.headers;

    expect(sent['x-content-type-options']).toBe('nosniff');
    const policy = policyOf(sent['content-security-policy']);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    if (!/^\/(people|assets|api\/docs\/)/.test(url)) expect(sent['cache-control']).toBe('no-store');
    // No header names the server software.
    expect(Object.keys(sent).filter((name) => /^(server|x-powered-by|via|x-aspnet|x-runtime)/.test(name))).toEqual([]);
    expect(sent['access-control-allow-origin']).toBeUndefined();
    if (WITHOUT_HOOKS.test(kind)) return;

    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    if (!url.startsWith('/api/docs')) expect(policy.get('style-src')).toEqual(["'self'"]);
    expect(JSON.stringify([...policy])).not.toMatch(/unsafe-eval|\*/);
    expect(sent).toMatchObject({
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(sent['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    if (publicUrl.startsWith('https:')) expect(sent['strict-transport-security']).toMatch(/^max-age=31536000; includeSubDomains$/);
    else expect(sent['strict-transport-security']).toBeUndefined();
  });
});

describe('malformed HTTP', () => {
  let api: TestApi;
  let port: number;

  beforeAll(async () => {
    api = await createTestApi();
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => api.close());

  const sendBytes = (bytes: string | Buffer) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
    });
  const CRLF = '\r\n';

  it.each([
    ['nonsense', 400, `nonsense${CRLF}${CRLF}`],
    ['NUL in a header', 400, `GET /api/skills HTTP/1.1${CRLF}Host: localhost${CRLF}X-A: a\0b${CRLF}${CRLF}`],
    ['a control character in the name of a header', 400, `GET /api/skills HTTP/1.1${CRLF}Host: localhost${CRLF}X-\x01A: a${CRLF}${CRLF}`],
    ['a carriage return in a header', 400, `GET /api/skills HTTP/1.1${CRLF}Host: localhost${CRLF}X-A: a\rSet-Cookie: b=c${CRLF}${CRLF}`],
    [
      'two lengths',
      400,
      `POST /api/session HTTP/1.1${CRLF}Host: localhost${CRLF}Content-Length: 2${CRLF}Content-Length: 3${CRLF}${CRLF}{}`,
    ],
    [
      'a length and chunks',
      400,
      `POST /api/session HTTP/1.1${CRLF}Host: localhost${CRLF}Content-Length: 2${CRLF}Transfer-Encoding: chunked${CRLF}${CRLF}0${CRLF}${CRLF}`,
    ],
    ['a head of a megabyte', 431, `GET /api/skills HTTP/1.1${CRLF}Host: localhost${CRLF}X-A: ${'a'.repeat(1_000_000)}${CRLF}${CRLF}`],
    ['a missing Host header', 400, `GET /api/skills HTTP/1.1${CRLF}${CRLF}`],
  ])('with %s gets a problem response with status %i, and the connection closes', async (_name, status, bytes) => {
    const answer = await sendBytes(bytes);
    const [head = '', body = ''] = answer.split(`${CRLF}${CRLF}`);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(head).toMatch(/x-content-type-options: nosniff/i);
    expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String) });
  });
});
