import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../property-runs.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { exchange } from '../raw-http.js';

let api: TestApi;
let port: number;

beforeAll(async () => {
  api = await createTestApi({
    PUBLIC_URL: 'https://skills.example.org',
    ALLOWED_HOSTS: 'inner.example.org, 192.0.2.7,[2001:DB8::7]',
    DEMO: 'true',
  });
  await api.app.listen(0, '127.0.0.1');
  port = (api.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => api.close());

const ask = async (target: string, headers: readonly string[], version = '1.1') => {
  const [answer] = await exchange(port, [`GET ${target} HTTP/${version}`, ...headers, 'Connection: close', '', ''].join('\r\n'));
  return answer;
};

it.each([
  'skills.example.org',
  'SKILLS.example.org',
  'skills.example.org.',
  'skills.example.org:443',
  'inner.example.org:8080',
  '192.0.2.7',
  '[2001:db8:0:0:0:0:0:7]:3000',
  'localhost',
  'localhost:3000',
  'LocalHost:8080',
  '127.0.0.1:3000',
  '127.1.2.3',
  '[::1]:3000',
  '[0:0:0:0:0:0:0:1]',
  'skilltrace.localhost',
])('accepts the host %s', async (host) => {
  expect((await ask('/api/installation', [`Host: ${host}`]))?.status).toBe(200);
});

const UNKNOWN = [
  'evil.example',
  'evil.example:3000',
  'skills.example.org.evil.example',
  'evil-skills.example.org',
  'example.org',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '0.0.0.0:3000',
  '[::]',
  '192.0.2.8',
  '10.0.0.1',
  '[2001:db8::8]',
  '128.0.0.1',
];

it.each(UNKNOWN)('rejects pages, files, the API and its documentation for the host %s', async (host) => {
  for (const target of ['/', '/people/1', '/assets/x.js', '/api/installation', '/api/nowhere', '/api/docs', '/api/openapi.json']) {
    const answer = await ask(target, [`Host: ${host}`, 'Accept: text/html']);
    expect([answer?.status, answer?.headers['content-type'], answer?.headers['cache-control']]).toEqual([
      421,
      'application/problem+json',
      'no-store',
    ]);
    expect(JSON.parse(answer?.body ?? '{}')).toMatchObject({ code: 'UNKNOWN_HOST', detail: expect.stringContaining('ALLOWED_HOSTS') });
  }
});

it('rejects any other host without an internal error', async () => {
  const arbitrary = fc.stringMatching(/^[ -~]{0,30}$/);
  const domain = fc.domain().map((name) => `${name}:3000`);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        arbitrary,
        domain,
        fc.ipV4(),
        fc.ipV6().map((address) => `[${address}]`),
      ),
      async (host) => {
        fc.pre(!/^(.*\.)?localhost\.?(:\d*)?$|^127\.|^\[(::1|::ffff:127\.|(0:)*1\])/i.test(host.trim()));
        const answer = await ask('/api/installation', [`Host: ${host}`]);
        expect([400, 421]).toContain(answer?.status);
      },
    ),
    { numRuns: propertyRuns(100) },
  );
});

it.each([
  ['a user', 'user@skills.example.org'],
  ['a path', 'skills.example.org/x'],
  ['a space', 'skills.example.org evil.example'],
  ['a list', 'skills.example.org, evil.example'],
  ['an encoded letter', 'skills%2eexample.org'],
  ['an invalid port', 'skills.example.org:https'],
  ['no value', ''],
])('rejects a Host header with %s as a bad request', async (_name, host) => {
  expect((await ask('/api/installation', [`Host: ${host}`]))?.status).toBe(400);
});

it('ignores the host in headers of a proxy', async () => {
  for (const name of ['X-Forwarded-Host', 'X-Host', 'X-Original-Host', 'Forwarded'])
    expect((await ask('/api/installation', ['Host: evil.example', `${name}: skills.example.org`]))?.status).toBe(421);
});

it('requires a Host header in HTTP/1.0 requests too', async () => {
  expect((await ask('/api/installation', [], '1.0'))?.status).toBe(400);
  expect((await ask('/api/installation', ['Host: localhost'], '1.0'))?.status).toBe(200);
});

it('checks both the Host header and the host in the request target', async () => {
  const known = 'http://skills.example.org/api/installation';
  expect((await ask(known, ['Host: skills.example.org']))?.status).toBe(200);
  expect((await ask(known, ['Host: evil.example']))?.status).toBe(421);
  expect((await ask('http://evil.example/api/installation', ['Host: skills.example.org']))?.status).toBe(421);
  expect((await ask('http://skills.example.org@evil.example/api/installation', ['Host: skills.example.org']))?.status).toBe(400);
});

it('accepts any host for health checks and metrics, but not for other paths', async () => {
  for (const target of ['/healthz', '/readyz', '/metrics'])
    expect((await ask(target, ['Host: 10.244.0.17:3000']))?.status, target).toBe(200);
  expect((await ask('/healthz', [], '1.0'))?.status).toBe(200);
  expect((await ask('/healthz/..', ['Host: 10.244.0.17']))?.status).toBe(421);
});

it('does not process a pipelined request after a rejected one', async () => {
  const first = 'GET /api/installation HTTP/1.1\r\nHost: evil.example\r\n\r\n';
  const second = 'GET /api/installation HTTP/1.1\r\nHost: localhost\r\n\r\n';
  expect((await exchange(port, first + second)).map(({ status }) => status)).toEqual([421]);
});
