import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { ledgerFingerprint } from '../factories.js';
import { REQUESTS } from './requests.js';
import { routesOfControllers, routesOfRouter, routesWithoutLine, routesWithoutRule } from './routes-of.js';
import { createScene } from './scene.js';
import { CALLERS, DOCUMENTATION, MATRIX } from './table.js';

type Method = Parameters<TestApi['call']>[0];

const REFUSALS: Readonly<Record<number, string>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

let api: TestApi;

beforeAll(async () => {
  // Some routes exist only in a demo.
  api = await createTestApi({ DEMO: 'true' });
});
afterAll(() => api.close());

describe('the routes of the application', () => {
  it('each have a line in the matrix, except the documentation', () => {
    const routes = routesOfRouter(api.app).filter((route) => !DOCUMENTATION.test(route));
    expect(routes.length).toBeGreaterThan(40);
    expect(routes).toEqual(MATRIX.map(({ route }) => route).toSorted());
  });

  it('each belong to a controller and declare an access rule', () => {
    const controllers = routesOfControllers(api.app);
    expect([...controllers.keys()].toSorted()).toEqual(MATRIX.map(({ route }) => route).toSorted());
    expect(routesWithoutRule(controllers)).toEqual([]);
    expect(routesWithoutLine([...controllers.keys()], MATRIX)).toEqual([]);
  });

  it('are open exactly where the matrix admits a caller without credentials', () => {
    const open = [...routesOfControllers(api.app)].filter(([, definition]) => definition?.access.open).map(([route]) => route);
    expect(open.toSorted()).toEqual(
      MATRIX.filter(({ expected }) => expected.anonymous < 400)
        .map(({ route }) => route)
        .toSorted(),
    );
  });
});

describe.each(MATRIX)('$route', ({ route, expected }) => {
  const [method = '', path = ''] = route.split(' ');

  it.each(CALLERS.map((caller) => [caller, expected[caller]] as const))('responds to the caller %s with %i', async (caller, status) => {
    const request = REQUESTS[route];
    if (!request) throw new Error(`requests.ts has no request for ${route}`);
    const scene = await createScene(api);
    const { path: address, body, headers } = await request(scene);
    const before = await ledgerFingerprint(api.database);
    const token = caller === 'anonymous' ? undefined : scene.tokens[caller];
    const answer = await api.call(method as Method, address, { token, body, headers });
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status,
      ...(status >= 400 && { body: { code: REFUSALS[status], status } }),
    });
    if (status >= 400) expect(await ledgerFingerprint(api.database)).toEqual(before);
    if (routesOfControllers(api.app).get(route)?.csv) {
      const file = await api.call('GET', address, { token, headers: { ...headers, accept: 'text/csv' } });
      expect(file.status).toBe(status);
      expect(file.headers['content-type']).toMatch(status === 200 ? /^text\/csv/ : /^application\/problem\+json/);
    }
    if (method === 'GET' && path.startsWith('/api')) {
      const head = await api.app.inject({
        method: 'HEAD',
        url: address,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
      expect(head.statusCode).toBe(status);
    }
  });
});
