import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories, readLedger } from '../factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let asAdmin: string;
let round = 0;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
});
afterAll(() => api.close());

const call = (path: string, body: unknown, token: string, key: string) =>
  api.call('POST', path, { body, token, headers: { 'idempotency-key': key } });

type Request = [path: string, body: unknown, token: string, key: string];

/** Creates a person, and sends requests of other people whose responses contain that person's name. */
async function createScene() {
  const own = `k${(round += 1)}`;
  const [name, email] = [`Zoë Kept-${own}`, `${own}@people.example.org`];
  const { body: person } = await call('/api/profiles', { name, email }, asAdmin, `create ${own}`);
  const colleague = await make.profile();
  const asColleague = await api.tokenOf(colleague);
  const projectId = await make.project({ techLeadId: colleague, skillIds: [await make.skill()] });
  await make.assignment({ profileId: colleague, projectId });
  const requests: Request[] = [
    ['/api/profiles', { name, email }, asAdmin, `create ${own}`],
    [`/api/projects/${projectId}/assignments`, { profileId: person.id, role: 'Engineer' }, asAdmin, `assign ${own}`],
    ['/api/progress_updates', { projectId, content: `with ${name}` }, asColleague, `post ${own}`],
    ['/api/mentorship_sessions', { mentorId: person.id, sessionFocus: 'alumni_advice' }, asColleague, `ask ${own}`],
  ];
  for (const request of requests) expect((await call(...request)).status).toBe(201);
  return { id: person.id as number, name, email, projectId, asColleague, requests };
}

const sealed = () => api.database.query<{ count: number }>('SELECT count(*) AS count FROM idempotency_keys WHERE response IS NOT NULL');
const everyRow = async () => ({
  ledger: await readLedger(api.database),
  rows: await api.database.query(
    'SELECT (SELECT count(*) FROM profiles) AS p, (SELECT count(*) FROM progress_updates) AS u, (SELECT count(*) FROM assignments) AS a, (SELECT count(*) FROM mentorship_sessions) AS s',
  ),
});

it('erasure deletes the stored responses of every caller, and a retry neither shows the name nor repeats the work', async () => {
  const { id, name, email, requests } = await createScene();
  for (const request of requests) expect((await call(...request)).status).toBe(201);
  expect((await api.call('POST', `/api/profiles/${id}/erase`, { body: { confirm: email }, token: asAdmin })).status).toBe(200);
  expect(await sealed()).toEqual([{ count: 0 }]);
  const before = await everyRow();
  for (const request of requests) {
    const retry = await call(...request);
    expect([retry.status, retry.body.code], request[0]).toEqual([409, 'IDEMPOTENCY_ANSWER_DELETED']);
    expect(JSON.stringify(retry.body)).not.toContain(name);
  }
  const [path, , token, key] = requests[2] ?? ['', '', '', ''];
  expect((await call(path, { projectId: 1, content: 'another request' }, token, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(await everyRow()).toEqual(before);
});

it('responses of requests after the erasure are stored', async () => {
  const { id, email, projectId, asColleague } = await createScene();
  await api.call('POST', `/api/profiles/${id}/erase`, { body: { confirm: email }, token: asAdmin });
  const request = ['/api/progress_updates', { projectId, content: 'later' }, asColleague, `later ${round}`] as const;
  const [first, second] = [await call(...request), await call(...request)];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body).toEqual(first.body);
});

it('a retry of a request that ran during the erasure does not repeat the work', async () => {
  const { id, email, name, projectId, asColleague } = await createScene();
  const erasing = api.call('POST', `/api/profiles/${id}/erase`, { body: { confirm: email }, token: asAdmin });
  const requests = Array.from(
    { length: 12 },
    (_, index) =>
      ['/api/progress_updates', { projectId, content: `with ${name} ${index}` }, asColleague, `race ${round} ${index}`] as const,
  );
  const answers = await Promise.all(requests.map((request) => call(...request)));
  expect((await erasing).status).toBe(200);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const before = await everyRow();
  for (const request of requests) await call(...request);
  expect(await everyRow()).toEqual(before);
});
