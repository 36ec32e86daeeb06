import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { ledgerFingerprint } from '../factories.js';
import { readDocument } from '../api-document/operations.js';
import { expectedFor, FURTHER_CALLERS, type Credentials, type FurtherCaller } from './more-callers.js';
import { REQUESTS } from './requests.js';
import { createScene, type Scene } from './scene.js';
import { MATRIX } from './table.js';

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
};

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ DEMO: 'true' });
});
afterAll(() => api.close());

/** Requests that insert a row which a scene accepts only once. */
const ONCE_A_SCENE = /suggestions|validation_inbox/;

/** Calls each route as that caller, in a new scene whenever the previous request changed the scene. */
async function* answersTo(caller: FurtherCaller) {
  let stage: { scene: Scene; credentials: Credentials } | undefined;
  for (const line of MATRIX) {
    const request = REQUESTS[line.route];
    if (!request) throw new Error(`requests.ts has no request for ${line.route}`);
    if (stage === undefined) {
      const scene = await createScene(api);
      stage = { scene, credentials: await caller.credentials(scene) };
    }
    const { path, body, headers } = await request(stage.scene);
    const method = line.route.split(' ')[0] as Parameters<TestApi['call']>[0];
    const before = method === 'GET' ? undefined : await ledgerFingerprint(api.database);
    const answer = await api.call(method, path, { body, headers: { ...headers, ...stage.credentials } });
    yield { line, answer, wrote: before !== undefined && JSON.stringify(await ledgerFingerprint(api.database)) !== JSON.stringify(before) };
    if (ONCE_A_SCENE.test(path) || (method !== 'GET' && answer.status < 400)) stage = undefined;
  }
}

it('the matrix has a line for every operation of the API document, and every exception names a known route', async () => {
  const document = readDocument((await api.call('GET', '/api/openapi.json')).body);
  const lines = MATRIX.map(({ route }) => route);
  expect(document.operations.map(({ route }) => route).toSorted()).toEqual(lines.toSorted());
  const excepted = FURTHER_CALLERS.flatMap(({ but = {} }) => Object.keys(but));
  expect(excepted.filter((route) => !lines.includes(route))).toEqual([]);
});

describe.each(FURTHER_CALLERS)('$name', { timeout: 300_000 }, (caller) => {
  it('gets the response that their current role allows from every route', async () => {
    for await (const { line, answer, wrote } of answersTo(caller)) {
      const { route } = line;
      const status = expectedFor(caller, line);
      const code = answer.status < 400 ? undefined : answer.body.code;
      expect({ route, status: answer.status, code }).toEqual({ route, status, code: REFUSALS[status] });
      if (status >= 400) expect({ route, wrote }).toEqual({ route, wrote: false });
    }
  });
});
