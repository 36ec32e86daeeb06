import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { erasePerson } from './erasure/erase-person.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;
let personId: number;
let asPerson: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  adminId = await make.profile({ isAdmin: true, name: 'Ada Admin' });
  personId = await make.profile({ name: 'Pia Person' });
  [asAdmin, asPerson] = [await api.tokenOf(adminId), await api.tokenOf(personId)];
});
afterAll(() => api.close());

const list = (query = '', token = asPerson) => api.call('GET', `/api/profiles?${query}`, { token });
const idsOf = async (query: string, token = asPerson) => (await list(query, token)).body.items.map(({ id }: { id: number }) => id);
const validate = (profileId: number, ...skillIds: number[]) =>
  api.database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) SELECT $1, unnest($2::bigint[]), 'NOVICE', '2024-01-01'",
    [profileId, skillIds],
  );

describe('GET /api/profiles', () => {
  test('shows names and titles to everyone, and email addresses and admin rights only to admins', async () => {
    const id = await make.profile({ name: 'Zz Shown', email: 'zz.shown@example.org' });
    const item = { id, name: 'Zz Shown', title: null, avatarUrl: null, isActive: true };
    expect((await list('search=zz%20shown')).body).toEqual({ items: [item], nextCursor: null });
    expect((await list('search=zz%20shown', asAdmin)).body).toEqual({
      items: [{ ...item, email: 'zz.shown@example.org', isAdmin: false, access: 'none', invitedUntil: null }],
      nextCursor: null,
    });
    expect((await api.call('GET', '/api/profiles')).status).toBe(401);
  });

  test('searches email addresses only for admins, so that others cannot guess addresses', async () => {
    const id = await make.profile({ name: 'Quiet', email: 'secret.address@example.org' });
    expect(await idsOf('search=SECRET.addr', asAdmin)).toEqual([id]);
    expect(await idsOf('search=SECRET.addr')).toEqual([]);
    expect(await idsOf('search=%25', asAdmin)).toEqual([]);
    expect(await idsOf('search=_', asAdmin)).toEqual([]);
  });

  test('marks people who left as inactive and hides erased people', async () => {
    const [left, erased] = [await make.profile({ name: 'Gone A' }), await make.profile({ name: 'Gone B' })];
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
    await erasePerson(api.database, { profileId: erased, erasedById: null });
    expect((await list('search=gone')).body.items).toEqual([{ id: left, name: 'Gone A', title: null, avatarUrl: null, isActive: false }]);
    expect(await idsOf('search=gone&isActive=false')).toEqual([left]);
    expect(await idsOf('search=gone&isActive=true')).toEqual([]);
    expect(await idsOf('search=former%20member')).toEqual([]);
    expect((await list(`id=${erased}`)).body.items).toMatchObject([{ id: erased, name: 'Former member', isActive: false }]);
  });

  test('finds people by id on one page, combined with other filters', async () => {
    const ids: number[] = [];
    for (let index = 10; index < 70; index += 1) ids.push(await make.profile({ name: `Numbered ${index}` }));
    const asked = ids.map((id) => `id=${id}`).join('&');
    expect(await idsOf(asked)).toEqual(ids);
    expect(await idsOf(`${asked}&id=999999999&search=numbered%201`)).toEqual(ids.slice(0, 10));
    expect((await list(`${asked}&limit=2`)).body).toMatchObject({
      items: [{ id: ids[0] }, { id: ids[1] }],
      nextCursor: expect.any(String),
    });
    expect(await idsOf(`id=${ids[7]}`)).toEqual([ids[7]]);
    expect((await list(Array.from({ length: 201 }, () => 'id=1').join('&'))).body.errors).toEqual([
      { path: 'id', message: 'must be at most 200 ids', reason: 'too_many_ids', params: { max: 200 } },
    ]);
    expect((await list('id=x')).status).toBe(400);
  });

  test('finds people who have all given skills validated', async () => {
    const [a, b] = [await make.skill(), await make.skill()];
    const [both, onlyA] = [await make.profile({ name: 'A both' }), await make.profile({ name: 'B only' })];
    await validate(both, a, b);
    await validate(onlyA, a);
    expect(await idsOf(`skillId=${a}`, asAdmin)).toEqual([both, onlyA]);
    expect(await idsOf(`skillId=${a}&skillId=${b}`, asAdmin)).toEqual([both]);
    expect(await idsOf(`skillId=${a}&skillId=${a}`, asAdmin)).toEqual([both, onlyA]);
    expect(await idsOf(`skillId=${a}&skillId=999999999`, asAdmin)).toEqual([]);
    expect(await idsOf(`skillId=${a}&search=only`, asAdmin)).toEqual([onlyA]);
  });

  test('finds by skill only people whose validated skills the caller may see', async () => {
    const skillId = await make.skill();
    const [led, formerlyLed, stranger] = [
      await make.profile({ name: 'A led' }),
      await make.profile({ name: 'B former' }),
      await make.profile({ name: 'C stranger' }),
    ];
    for (const profileId of [led, formerlyLed, stranger, personId]) await validate(profileId, skillId);
    const projectId = await make.project({ techLeadId: personId });
    await make.assignment({ profileId: led, projectId });
    await make.assignment({ profileId: formerlyLed, projectId, endedAt: '2021-01-01T00:00:00Z' });
    const everybody = [led, formerlyLed, stranger, personId];
    expect(await idsOf(`skillId=${skillId}`)).toEqual(everybody);
    expect(await idsOf(`skillId=${skillId}`, await api.tokenOf(stranger))).toEqual([stranger]);
    expect(await idsOf(`skillId=${skillId}`, asAdmin)).toEqual(everybody);
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [projectId]);
    expect(await idsOf(`skillId=${skillId}`)).toEqual([personId]);
    await api.database.query('UPDATE profiles SET shares_validated_skills = true WHERE id = ANY ($1)', [[led, stranger]]);
    expect(await idsOf(`skillId=${skillId}`)).toEqual([led, stranger, personId]);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [stranger]);
    expect(await idsOf(`skillId=${skillId}`)).toEqual([led, personId]);
  });

  test('finds people with an active assignment on a project', async () => {
    const projectId = await make.project({ techLeadId: adminId });
    const [on, off] = [await make.profile(), await make.profile()];
    await make.assignment({ profileId: on, projectId });
    await make.assignment({ profileId: off, projectId, endedAt: '2021-01-01T00:00:00Z' });
    expect(await idsOf(`projectId=${projectId}`)).toEqual([on]);
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [projectId]);
    expect(await idsOf(`projectId=${projectId}`)).toEqual([]);
    expect(await idsOf('projectId=999999999')).toEqual([]);
  });

  test('returns each person once across pages, even with equal names', async () => {
    const made: number[] = [];
    for (const name of ['Twin', 'Twin', 'Twin', 'Twin', 'Twin', '\u{1F980}'.repeat(196) + 'Twin', 'A Twin'])
      made.push(await make.profile({ name }));
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(`search=twin&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }: { id: number }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([made[6], ...made.slice(0, 5), made[5]]);
  });

  test.each([
    'skillId=x',
    'skillId=1&skillId=x',
    'projectId=0',
    'isActive=1',
    'search=%00',
    'email=a',
    'limit=1000',
    'cursor=e30',
    `skillId=1${'&skillId=1'.repeat(20)}`,
  ])('rejects %s', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('POST /api/profiles', () => {
  const create = (body: unknown, token = asAdmin, headers = {}) => api.call('POST', '/api/profiles', { token, body, headers });

  test('creates a person who can sign in immediately', async () => {
    const created = await create({
      email: ' New.Person@Example.org',
      name: 'New Person',
      title: 'Engineer',
      isAdmin: true,
      password: 'correct horse battery',
    });
    expect(created).toMatchObject({ status: 201, headers: { location: `/api/profiles/${created.body.id}` } });
    expect(created.body).toEqual({
      id: expect.any(Number),
      name: 'New Person',
      sharesValidatedSkills: false,
      language: null,
      title: 'Engineer',
      avatarUrl: null,
      email: 'new.person@example.org',
      isAdmin: true,
      isActive: true,
      createdAt: expect.stringMatching(/\.\d{3}Z$/),
    });
    expect(
      (await api.call('POST', '/api/session', { body: { email: 'new.person@example.org', password: 'correct horse battery' } })).status,
    ).toBe(201);
  });

  test('rejects a taken email address in any case and writes nothing', async () => {
    const first = await create({ email: 'taken@example.org', name: 'First', password: 'correct horse battery' });
    expect(first.body).toMatchObject({ title: null, isAdmin: false });
    expect(await create({ email: 'TAKEN@example.org', name: 'Second', password: 'another battery staple' })).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });
    expect(
      (await api.call('POST', '/api/session', { body: { email: 'taken@example.org', password: 'another battery staple' } })).status,
    ).toBe(401);
    const raced = await Promise.all([1, 2, 3].map(() => create({ email: 'raced@example.org', name: 'Raced' })));
    expect(raced.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  test('creates one person for a repeated Idempotency-Key', async () => {
    const send = () => create({ email: 'once@example.org', name: 'Once' }, asAdmin, { 'idempotency-key': 'a person once' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  });

  test.each([
    { name: 'x' },
    { email: 'x', name: 'x' },
    { email: 'x@y', name: '' },
    { email: 'x@y', name: 'x', password: 'short' },
    { email: 'x@y', name: 'x', avatarUrl: 'https://x' },
  ])('rejects %j', async (body) => {
    expect((await create(body)).status).toBe(400);
  });

  test('rejects callers who are not admins', async () => {
    expect((await create({ email: 'me@example.org', name: 'Me', isAdmin: true }, asPerson)).status).toBe(403);
    expect((await api.call('POST', '/api/profiles', { body: {} })).status).toBe(401);
  });
});
