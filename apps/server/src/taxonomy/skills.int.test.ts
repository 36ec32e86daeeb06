import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;
let asPerson: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  adminId = await make.profile({ isAdmin: true });
  [asAdmin, asPerson] = [await api.tokenOf(adminId), await api.tokenOf(await make.profile())];
});
afterAll(() => api.close());

const create = (body: unknown, token = asAdmin) => api.call('POST', '/api/skills', { token, body });
const patch = (id: number, body: unknown, token = asAdmin) => api.call('PATCH', `/api/skills/${id}`, { token, body });
const list = (query = '') => api.call('GET', `/api/skills?${query}`, { token: asPerson });
const namesOf = async (query: string) => (await list(query)).body.items.map((item: { name: string }) => item.name);
const tagsOf = async (assignmentId: number) =>
  (await api.database.query<{ tags: string[] }>('SELECT tags FROM assignments WHERE id = $1', [assignmentId]))[0]?.tags;

describe('POST /api/skills', () => {
  test('adds an active skill and returns its location', async () => {
    const created = await create({ name: '  Rust ', category: 'Languages' });
    expect(created).toMatchObject({ status: 201, headers: { location: `/api/skills/${created.body.id}` } });
    expect(created.body).toEqual({
      id: expect.any(Number),
      name: 'Rust',
      category: 'Languages',
      isActive: true,
      description: null,
      aliases: [],
      mergedInto: null,
    });
    expect((await api.call('GET', `/api/skills/${created.body.id}`, { token: asPerson })).body).toEqual(created.body);
  });

  test('rejects a taken name, and accepts a name that differs only by case', async () => {
    await create({ name: 'Go', category: 'Languages' });
    expect(await create({ name: 'Go', category: 'Other' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await create({ name: 'go', category: 'Languages' })).status).toBe(201);
  });

  test('creates only one skill for simultaneous requests with the same name', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ name: 'Raced', category: 'Test' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
  });

  test.each([
    {},
    { name: 'x' },
    { name: ' ', category: 'x' },
    { name: 'a\nb', category: 'x' },
    { name: 'x', category: 'y', isActive: false },
    { name: 'x'.repeat(201), category: 'y' },
  ])('rejects %j', async (body) => {
    expect(await create(body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });

  test('is only for admins, and reading requires a sign-in', async () => {
    expect((await create({ name: 'Mine', category: 'x' }, asPerson)).status).toBe(403);
    expect((await patch(1, { name: 'Mine' }, asPerson)).status).toBe(403);
    expect((await api.call('POST', '/api/skills', { body: {} })).status).toBe(401);
    expect((await api.call('GET', '/api/skills')).status).toBe(401);
    expect((await api.call('GET', '/api/skills/1')).status).toBe(401);
  });
});

describe('GET /api/skills', () => {
  test('searches a part of the name in any case, and treats wildcards literally', async () => {
    for (const name of ['Zz 100% Sure', 'Zz snake_case', 'Zz back\\slash', 'Zz snakeXcase', 'Zz Ünicode'])
      await create({ name, category: 'Find' });
    expect(await namesOf('search=zZ%20SNAKE')).toEqual(['Zz snake_case', 'Zz snakeXcase']);
    expect(await namesOf('category=Find&search=%25')).toEqual(['Zz 100% Sure']);
    expect(await namesOf('category=Find&search=_')).toEqual(['Zz snake_case']);
    expect(await namesOf('category=Find&search=%5C')).toEqual(['Zz back\\slash']);
    expect(await namesOf('search=%C3%BCNI')).toEqual(['Zz Ünicode']);
    expect(await namesOf('category=Find&search=')).toHaveLength(5);
    expect(await namesOf('category=find')).toEqual([]);
  });

  test('filters by active and inactive', async () => {
    const { id } = (await create({ name: 'Faded', category: 'Age' })).body;
    await create({ name: 'Fresh', category: 'Age' });
    expect((await patch(id, { isActive: false })).body).toMatchObject({ id, name: 'Faded', category: 'Age', isActive: false });
    expect(await namesOf('category=Age&isActive=false')).toEqual(['Faded']);
    expect(await namesOf('category=Age&isActive=true')).toEqual(['Fresh']);
    expect(await namesOf('category=Age')).toEqual(['Faded', 'Fresh']);
  });

  test('returns each skill exactly once across pages, even with the longest names', async () => {
    const names = ['a', 'B', 'b', '\u{1F980}'.repeat(199) + 'a', '\u{1F980}'.repeat(199) + 'b', '"'.repeat(200), 'é', '\u1F82'.repeat(200)];
    for (const name of names) expect((await create({ name, category: 'Paged' })).status).toBe(201);
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(`category=Paged&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((item: { name: string }) => item.name));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(names.length);
    expect(new Set(seen)).toEqual(new Set(names));
    expect(seen).toEqual(await namesOf('category=Paged'));
  });

  test.each(['search=%00', 'isActive=yes', 'limit=0', 'limit=201', 'cursor=x', 'color=red', 'search=a&search=b'])(
    'rejects %s',
    async (query) => {
      expect(await list(query)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    },
  );

  test.each([
    ['999999999', 404],
    ['0', 400],
    ['x', 400],
    ['1e3', 400],
  ])('rejects the id %s with %i', async (id, status) => {
    expect((await api.call('GET', `/api/skills/${id}`, { token: asPerson })).status).toBe(status);
  });
});

describe('PATCH /api/skills/:id', () => {
  test('renames the exact tag in every assignment that has not ended', async () => {
    const id = await make.skill('Old name');
    const [active, archived] = [await make.project({ techLeadId: adminId }), await make.project({ techLeadId: adminId })];
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [archived]);
    const assign = async (tags: string[], projectId = active, endedAt: string | null = null) =>
      make.assignment({ profileId: await make.profile(), projectId, tags, endedAt });
    const renamed = await assign(['A', 'Old name', 'B']);
    const alreadyThere = await assign(['Old name', 'New name']);
    const others = await assign(['old name', 'Old name 2', 'Old  name']);
    const ended = await assign(['Old name'], active, '2021-01-01T00:00:00Z');
    const onArchived = await assign(['Old name'], archived);

    expect(await patch(id, { name: 'New name' })).toMatchObject({
      status: 200,
      body: { id, name: 'New name', category: 'Test', isActive: true },
    });
    expect(await tagsOf(renamed)).toEqual(['A', 'New name', 'B']);
    expect(await tagsOf(alreadyThere)).toEqual(['New name']);
    expect(await tagsOf(others)).toEqual(['old name', 'Old name 2', 'Old  name']);
    expect([await tagsOf(ended), await tagsOf(onArchived)]).toEqual([['Old name'], ['New name']]);
  });

  test('keeps a renamed skill in the Core Stack', async () => {
    const [person, skillId] = [await make.profile(), await make.skill('Before')];
    await make.assignment({ profileId: person, projectId: await make.project({ techLeadId: adminId }), tags: ['Before'] });
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2024-01-01')",
      [person, skillId],
    );
    await patch(skillId, { name: 'After' });
    const { skills } = (await api.call('GET', `/api/profiles/${person}`, { token: asAdmin })).body;
    expect(skills).toMatchObject({ coreStack: [{ skillName: 'After' }], validatedInventory: [] });
  });

  test('renames the tag in an assignment that is being written during the rename', async () => {
    const [id, person, projectId] = [await make.skill('Racing'), await make.profile(), await make.project({ techLeadId: adminId })];
    let assignmentId = 0;
    let rename: ReturnType<typeof patch> | undefined;
    await api.database.transaction(async (transaction) => {
      assignmentId = await factories(transaction).assignment({ profileId: person, projectId, tags: ['Racing'] });
      rename = patch(id, { name: 'Raced home' });
      await untilWaiting(api.database);
    });
    expect((await rename)?.status).toBe(200);
    expect(await tagsOf(assignmentId)).toEqual(['Raced home']);
  });

  test('changes neither the skill nor the tags if the name is taken', async () => {
    const [id] = [await make.skill('Stays'), await make.skill('Taken')];
    const assignmentId = await make.assignment({
      profileId: await make.profile(),
      projectId: await make.project({ techLeadId: adminId }),
      tags: ['Stays'],
    });
    expect(await patch(id, { name: 'Taken', category: 'Changed' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await tagsOf(assignmentId)).toEqual(['Stays']);
    expect((await api.call('GET', `/api/skills/${id}`, { token: asPerson })).body).toMatchObject({ name: 'Stays', category: 'Test' });
  });

  test('gives a name to only one of two skills that are renamed simultaneously', async () => {
    const ids = [await make.skill('Left'), await make.skill('Right')];
    const assignmentId = await make.assignment({
      profileId: await make.profile(),
      projectId: await make.project({ techLeadId: adminId }),
      tags: ['Left', 'Right'],
    });
    const answers = await Promise.all(ids.map((id) => patch(id, { name: 'Middle' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await tagsOf(assignmentId)).toEqual(answers[0]?.status === 200 ? ['Middle', 'Right'] : ['Left', 'Middle']);
  });

  test('does not change fields that are left out', async () => {
    const id = await make.skill('Whole', false);
    expect(await patch(id, {})).toMatchObject({ status: 200, body: { id, name: 'Whole', category: 'Test', isActive: false } });
    expect(await patch(id, { name: 'Whole' })).toMatchObject({ status: 200, body: { name: 'Whole' } });
    expect(await patch(id, { category: 'Else' })).toMatchObject({
      status: 200,
      body: { name: 'Whole', category: 'Else', isActive: false },
    });
  });

  test('rejects an unknown skill and invalid fields', async () => {
    expect((await patch(999_999_999, { name: 'x' })).status).toBe(404);
    for (const body of [{ name: null }, { id: 5 }, { isActive: 'true' }, { name: '' }]) expect((await patch(1, body)).status).toBe(400);
  });
});
