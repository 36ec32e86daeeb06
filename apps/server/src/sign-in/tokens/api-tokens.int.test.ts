import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { sentStatements } from '../../../test/sent-statements.js';
import { createApiToken } from './api-tokens.js';

let api: TestApi;
let admin: number;
let person: number;
let asAdmin: string;
let asPerson: string;

beforeAll(async () => {
  api = await createTestApi();
  admin = await factories(api.database).profile({ isAdmin: true });
  person = await factories(api.database).profile();
  [asAdmin, asPerson] = [await api.tokenOf(admin), await api.tokenOf(person)];
});
afterAll(() => api.close());

const create = (body: unknown, token = asAdmin, headers = {}) => api.call('POST', '/api/api_tokens', { token, body, headers });
const whoIs = async (token: string) => {
  const answer = await api.call('GET', '/api/session', { token });
  return answer.status === 200 ? answer.body.profile.id : answer.status;
};

describe('POST /api/api_tokens', () => {
  test('creates a token that acts as the given person, or as the admin who creates it', async () => {
    const theirs = await create({ name: ' pipeline ', profileId: person });
    expect(theirs).toMatchObject({
      status: 201,
      body: { name: 'pipeline', profileId: person, token: expect.stringMatching(/^skt_[\w-]{43}$/) },
    });
    expect(theirs.headers.location).toBe(`/api/api_tokens/${theirs.body.id}`);
    expect(await whoIs(theirs.body.token)).toBe(person);
    expect(await whoIs((await create({ name: 'own' })).body.token)).toBe(admin);
  });

  test('does not store the token in plain text', async () => {
    const { token } = (await create({ name: 'secret' })).body;
    const rows = await api.database.query<{ row: string }>('SELECT api_tokens::text AS row FROM api_tokens');
    const hex = Buffer.from(token).toString('hex');
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(token.slice(4)) || row.includes(hex))).toEqual([]);
  });

  test('returns the same token for a repeated Idempotency-Key without storing it in plain text', async () => {
    const headers = { 'idempotency-key': 'token once' };
    const [first, second] = [await create({ name: 'once' }, asAdmin, headers), await create({ name: 'once' }, asAdmin, headers)];
    expect(second).toMatchObject({ status: 201, body: first.body, headers: { location: first.headers.location } });
    const rows = await api.database.query<{ row: string }>("SELECT encode(response, 'escape') AS row FROM idempotency_keys");
    expect(rows.length).toBe(1);
    expect(rows[0]?.row).not.toContain(first.body.token);
  });

  test.each([
    [{}, 400],
    [{ name: '' }, 400],
    [{ name: 'x', isAdmin: true }, 400],
    [{ name: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 400],
    [{ name: 'x', profileId: 999_999_999 }, 404],
  ])('rejects %j with %i', async (body, status) => {
    expect((await create(body)).status).toBe(status);
  });

  test('rejects a token for a person who has left', async () => {
    const left = await factories(api.database).profile();
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
    expect(await create({ name: 'x', profileId: left })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  test('requires an admin, like the other token routes', async () => {
    expect((await create({ name: 'mine' }, asPerson)).status).toBe(403);
    expect((await api.call('GET', '/api/api_tokens', { token: asPerson })).status).toBe(403);
    expect((await api.call('DELETE', '/api/api_tokens/1', { token: asPerson })).status).toBe(403);
    expect((await api.call('POST', '/api/api_tokens', { body: { name: 'mine' } })).status).toBe(401);
  });
});

describe('an API token', () => {
  test('is invalid after it has expired', async () => {
    const { id, token } = await createApiToken(api.database, {
      name: 'short',
      profileId: person,
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(await whoIs(token)).toBe(person);
    await api.database.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [id]);
    expect(await whoIs(token)).toBe(401);
  });

  test('is invalid after it was revoked, and cannot be revoked twice', async () => {
    const { id, token } = (await create({ name: 'gone', profileId: person })).body;
    expect((await api.call('DELETE', `/api/api_tokens/${id}`, { token: asAdmin })).status).toBe(204);
    expect(await whoIs(token)).toBe(401);
    expect((await api.call('DELETE', `/api/api_tokens/${id}`, { token: asAdmin })).status).toBe(404);
    expect((await api.call('DELETE', '/api/api_tokens/999999999', { token: asAdmin })).status).toBe(404);
    expect(await whoIs(asPerson)).toBe(person);
  });

  test('is checked with one read and no write', async () => {
    const statements = await sentStatements(() => api.call('GET', '/api/api_tokens', { token: asPerson }));
    expect(statements).toEqual([expect.stringMatching(/^\s*SELECT[^;]+FROM api_tokens t JOIN profiles p/)]);
  });
});

test('GET /api/api_tokens lists tokens that are not revoked in pages, without the token or its hash', async () => {
  const created: number[] = [];
  for (const name of ['a', 'b', 'c']) created.push((await create({ name, profileId: person, expiresAt: '2100-01-01T00:00:00Z' })).body.id);
  await api.call('DELETE', `/api/api_tokens/${created[1]}`, { token: asAdmin });
  const first = (await api.call('GET', '/api/api_tokens?limit=1', { token: asAdmin })).body;
  const second = (await api.call('GET', `/api/api_tokens?limit=1&cursor=${first.nextCursor}`, { token: asAdmin })).body;
  expect([first.items[0].id, second.items[0].id]).toEqual([created[2], created[0]]);
  expect(first.items[0]).toEqual({
    id: created[2],
    name: 'c',
    profileId: person,
    profileName: expect.any(String),
    createdById: admin,
    createdByName: expect.any(String),
    createdAt: expect.any(String),
    expiresAt: '2100-01-01T00:00:00.000Z',
  });
});
