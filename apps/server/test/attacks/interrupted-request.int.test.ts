import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories, readLedger } from '../factories.js';
import { holdPosts } from '../hold-posts.js';

let api: TestApi;
let owner: pg.Client;
let superuser: pg.Client;
let token: string;
let projectId: number;
let before: Awaited<ReturnType<typeof readLedger>>;

beforeAll(async () => {
  api = await createTestApi();
  owner = new pg.Client({ connectionString: api.ownerUrl });
  superuser = new pg.Client({ connectionString: api.superuserUrl });
  await Promise.all([owner.connect(), superuser.connect()]);
  const make = factories(api.database);
  const member = await make.profile();
  token = await api.tokenOf(member);
  projectId = await make.project({ techLeadId: member, skillIds: [await make.skill(), await make.skill()] });
  await make.assignment({ profileId: member, projectId });
});
afterAll(async () => {
  await Promise.all([owner.end(), superuser.end()]);
  await api.close();
});
beforeEach(async () => {
  before = await readLedger(api.database);
});

const post = (key?: string) =>
  api.call('POST', '/api/progress_updates', {
    token,
    body: { projectId, content: 'work' },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const updates = async () => (await api.database.query('SELECT FROM progress_updates')).length;
const keys = async () => (await api.database.query('SELECT FROM idempotency_keys')).length;

it('rolls back the update, its signals and the key if the response cannot be stored', async () => {
  const existing = { updates: await updates(), keys: await keys() };
  await owner.query('ALTER TABLE idempotency_keys ADD CONSTRAINT no_answer CHECK (response IS NULL) NOT VALID');
  const refused = await post('kept too late');
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.headers).not.toHaveProperty('location');
  expect(await readLedger(api.database)).toEqual(before);
  expect({ updates: await updates(), keys: await keys() }).toEqual(existing);

  await owner.query('ALTER TABLE idempotency_keys DROP CONSTRAINT no_answer');
  const [first, second] = [await post('kept too late'), await post('kept too late')];
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect(await updates()).toBe(existing.updates + 1);
  expect(await readLedger(api.database)).toHaveLength(before.length + 2);
});

it.each([
  ['with an Idempotency-Key', 'cut off'],
  ['without an Idempotency-Key', undefined],
])('rolls back a request whose connection is lost, %s', async (_name, key) => {
  const existing = { updates: await updates(), keys: await keys() };
  await holdPosts(owner, projectId);
  const pending = post(key);
  let terminated = 0;
  while (terminated === 0) {
    const { rows } = await superuser.query<{ cut: string }>(
      "SELECT count(pg_terminate_backend(pid)) AS cut FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    terminated = Number(rows[0]?.cut);
  }
  const answer = await pending;
  await owner.query('ROLLBACK');
  expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' }, headers: { 'retry-after': expect.any(String) } });
  expect({ updates: await updates(), keys: await keys() }).toEqual(existing);
  expect(await readLedger(api.database)).toEqual(before);

  expect((await post(key)).status).toBe(201);
  expect(await updates()).toBe(existing.updates + 1);
});

it('a rejected request with an Idempotency-Key emits no signals, even when it is repeated', async () => {
  await owner.query("UPDATE projects SET status = 'archived' WHERE id = $1", [projectId]);
  const first = await post('refused');
  expect(first).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
  const again = await Promise.all(Array.from({ length: 10 }, () => post('refused')));
  expect(again.map(({ status, body }) => [status, body])).toEqual(again.map(() => [409, first.body]));
  expect(await readLedger(api.database)).toEqual(before);
});
