import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let person: number;
let token: string;
let lead: number;
let ids: number[];

// Five suggestions. Three were created in the same millisecond. The second was approved and the third rejected.
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  [person, lead] = [await make.profile(), await make.profile({ isAdmin: true, name: 'Lena' })];
  token = await api.tokenOf(person);
  ids = [];
  const insert = async (profileId: number, createdAt: string, decided: unknown[]) => {
    const [row] = await api.database.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at, status, resolved_at, resolved_by_id, resolved_proficiency)
       VALUES ($1, $2, 'ADVANCED', 'SELF_REPORT', $3, $4, $5, $6, $7) RETURNING id`,
      [profileId, await make.skill(), createdAt, ...decided],
    );
    ids.push(row?.id ?? 0);
  };
  const pending = ['PENDING', null, null, null];
  await insert(person, '2025-01-01T00:00:00.000Z', pending);
  await insert(person, '2025-02-01T00:00:00.001Z', ['APPROVED', '2025-02-02T03:04:05.678Z', lead, 'ADVANCED']);
  await insert(person, '2025-02-01T00:00:00.001Z', ['REJECTED', '2025-02-02T00:00:00.000Z', lead, null]);
  await insert(person, '2025-02-01T00:00:00.001Z', pending);
  await insert(person, '2025-02-01T00:00:00.000Z', pending);
  await insert(lead, '2025-03-01T00:00:00.000Z', pending);
});
afterAll(() => api.close());

const list = (query = '') => api.call('GET', `/api/suggestions?${query}`, { token });
const idsOf = (answer: { body: any }) => answer.body.items.map(({ id }: { id: number }) => id);
const places = (...wanted: number[]) => wanted.map((place) => ids[place]);

describe('GET /api/suggestions', () => {
  test('lists only the suggestions of the caller, newest first, with their decisions', async () => {
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toEqual(places(3, 2, 1, 4, 0));
    expect(answer.body.items[2]).toMatchObject({
      status: 'APPROVED',
      createdAt: '2025-02-01T00:00:00.001Z',
      resolvedAt: '2025-02-02T03:04:05.678Z',
      resolvedBy: { id: lead, name: 'Lena' },
      resolvedProficiency: 'ADVANCED',
    });
    expect(answer.body.items[1]).toMatchObject({ status: 'REJECTED', resolvedProficiency: null });
    expect(answer.body.items[0]).toMatchObject({ status: 'PENDING', resolvedAt: null, resolvedBy: null });
  });

  test('returns each suggestion exactly once across pages', async () => {
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await list(`limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(answer));
      cursor = answer.body.nextCursor;
    }
    expect(seen).toEqual(places(3, 2, 1, 4, 0));
  });

  test('filters by status', async () => {
    expect(idsOf(await list('status=PENDING'))).toEqual(places(3, 4, 0));
    expect(idsOf(await list('status=REJECTED'))).toEqual(places(2));
    expect(idsOf(await list('status=ADJUSTED'))).toEqual([]);
  });

  test.each(['status=pending', 'cursor=x', 'limit=0', 'profileId=1', 'skillId=1'])('rejects ?%s', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('GET /api/suggestions/:id', () => {
  const read = (id: number | undefined, as = token) => api.call('GET', `/api/suggestions/${id}`, { token: as });

  test('returns a suggestion to its person', async () => {
    expect((await read(ids[1])).body).toEqual((await list()).body.items[2]);
  });

  test('returns 404 to everyone else, including admins', async () => {
    const missing = await read(999_999_999);
    expect(missing).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    for (const answer of [await read(ids[5]), await read(ids[0], await api.tokenOf(lead))]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', detail: missing.body.detail } });
    }
  });
});
