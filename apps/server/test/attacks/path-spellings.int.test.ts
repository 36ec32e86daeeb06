import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { propertyRuns } from '../property-runs.js';
import { routesOfControllers } from '../access-matrix/routes-of.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';
import { exchange } from '../raw-http.js';

let api: TestApi;
let port: number;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  await api.app.listen(0, '127.0.0.1');
  port = (api.app.getHttpServer().address() as AddressInfo).port;
});
// The requests of a test may revoke its token, so each test creates a new one.
beforeEach(async () => {
  token = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
});
afterAll(() => api.close());

const ask = async (method: string, target: string, accept: string) => {
  const head = [`${method} ${target} HTTP/1.1`, 'Host: localhost', `Authorization: Bearer ${token}`, `Accept: ${accept}`];
  const [answer] = await exchange(port, [...head, 'Connection: close', '', ''].join('\r\n'));
  return answer;
};

/** Variants of a path that some parsers treat as the same path. */
const spelling = fc.oneof(
  fc
    .infiniteStream(fc.boolean())
    .map(
      (encode) => (path: string) =>
        path.replaceAll(/[a-z0-9_]/g, (letter) => (encode.next().value ? `%${letter.charCodeAt(0).toString(16)}` : letter)),
    ),
  fc.constantFrom(
    (path: string) => path,
    (path: string) => `/${path}`,
    (path: string) => path.replaceAll('/', '//'),
    (path: string) => path.toUpperCase(),
    (path: string) => `${path}/`,
    (path: string) => `/.${path}`,
    (path: string) => `/x/..${path}`,
    (path: string) => `/%2e%2e${path}`,
    (path: string) => path.replaceAll('/', '%2f'),
    (path: string) => path.replace('/', '\\'),
    (path: string) => `http://localhost${path}`,
    (path: string) => `HTTP://LOCALHOST:80${path}`,
    (path: string) => `${path}?x=/assets/a.js`,
    (path: string) => `${path};x=1`,
    (path: string) => `${path}/../../assets/a.js`,
  ),
);

it('API responses are marked as not cacheable for every spelling of the path', async () => {
  const routes = [...routesOfControllers(api.app).keys()].map((route) => route.replaceAll(/:\w+/g, '1').split(' ') as [string, string]);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes, ['GET', '/api/nowhere'] as [string, string], ['GET', '/api/openapi.json'] as [string, string]),
      spelling,
      fc.constantFrom('GET', 'POST', undefined),
      fc.constantFrom('*/*', 'text/html'),
      async ([ofRoute, path], spell, other, accept) => {
        const answer = await ask(other ?? ofRoute, spell(path), accept);
        expect(answer?.headers['cache-control']).toBe('no-store');
        expect(answer?.headers['x-content-type-options']).toBe('nosniff');
      },
    ),
    { numRuns: propertyRuns(100) },
  );
});

it('an encoded path gets the same response as the plain one', async () => {
  for (const target of ['/a%70i/skills', '/%61%70%69/%73kills', 'http://localhost/api/skills'])
    expect((await ask('GET', target, '*/*'))?.status, target).toBe(200);
  const wrongMethod = await ask('DELETE', '/a%70i/skills', '*/*');
  expect([wrongMethod?.status, wrongMethod?.headers['allow']]).toEqual([405, expect.stringContaining('POST')]);
  // API paths never serve the web page, even if the request accepts HTML.
  for (const target of ['/a%70i/nowhere', '/%68ealthz/x'])
    expect((await ask('GET', target, 'text/html'))?.headers['content-type'], target).toBe('application/problem+json');
});
