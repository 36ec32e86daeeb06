import { savedView, savedViewPage } from '@skilltrace/contract';
import { MOST_SAVED_VIEWS } from '@skilltrace/domain/limits';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let member: number;
let projectId: number;
let tokens: Record<'lead' | 'member' | 'colleague' | 'outsider' | 'admin', string>;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  const [colleague, outsider, admin] = [await make.profile(), await make.profile(), await make.profile({ isAdmin: true })];
  [lead, member] = [await make.profile(), await make.profile()];
  projectId = await make.project({ techLeadId: lead });
  for (const profileId of [member, colleague]) await make.assignment({ profileId, projectId });
  const [leads, members, colleagues, outsiders, admins] = await Promise.all(
    [lead, member, colleague, outsider, admin].map((id) => api.tokenOf(id)),
  );
  tokens = { lead: leads ?? '', member: members ?? '', colleague: colleagues ?? '', outsider: outsiders ?? '', admin: admins ?? '' };
});

const save = (body: object, as: keyof typeof tokens = 'member') =>
  api.call('POST', '/api/saved_views', { token: tokens[as], body: { name: 'Engineers', path: '/people', ...body } });
const change = (id: number, body: object, as: keyof typeof tokens = 'member') =>
  api.call('PATCH', `/api/saved_views/${id}`, { token: tokens[as], body });
const remove = (id: number, as: keyof typeof tokens = 'member') => api.call('DELETE', `/api/saved_views/${id}`, { token: tokens[as] });
const namesFor = async (as: keyof typeof tokens, query = ''): Promise<string[]> =>
  (await api.call('GET', `/api/saved_views${query}`, { token: tokens[as] })).body.items.map(({ name }: { name: string }) => name);

describe('POST /api/saved_views', () => {
  test('saves a page with its filters for the caller alone', async () => {
    const search = { search: 'engineer', skill: ['3', '5'], sort: 'last' };
    const { status, body, headers } = await save({ search });
    expect([status, headers.location]).toEqual([201, `/api/saved_views/${body.id}`]);
    expect(savedView.parse(body)).toEqual(body);
    expect(body).toMatchObject({ name: 'Engineers', path: '/people', search, project: null, owner: { id: member } });
    for (const other of ['lead', 'colleague', 'outsider', 'admin'] as const) expect(await namesFor(other)).toEqual([]);
  });

  test('rejects a second view of the same name, and accepts it for another person', async () => {
    expect((await save({})).status).toBe(201);
    expect(await save({ path: '/projects' })).toMatchObject({ status: 409, body: { reason: 'view_name_taken' } });
    expect((await save({}, 'colleague')).status).toBe(201);
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await save({ name: 'Twice' })).status));
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409]);
  });

  test.each([
    'https://example.org',
    '//example.org',
    String.raw`/\example.org`,
    '/people?a=b',
    '/people#a',
    '/people/',
    '/a//b',
    '/..',
    '/%2e%2e',
    '/a b',
    '/a\n',
    'people',
    'javascript:alert(1)',
    '',
    `/${'x'.repeat(200)}`,
  ])('rejects the path %j, and so does the database', async (path) => {
    expect((await save({ path })).status).toBe(400);
    await expect(
      api.database.query("INSERT INTO saved_views (profile_id, name, path) VALUES ($1, 'direct', $2)", [member, path]),
    ).rejects.toThrow('saved_views_path_check');
  });

  test('rejects a search that is too large, nested or not storable', async () => {
    for (const search of [{ a: 'x'.repeat(1100) }, { a: { b: 1 } }, { a: [['x']] }, { a: '\0' }, { a: null }, 'a=b', ['a']])
      expect((await save({ search })).status, JSON.stringify(search)).toBe(400);
  });

  test('rejects a name that is not one visible line', async () => {
    for (const name of ['', ' ', 'a\nb', 'a\u202eb', 'x'.repeat(201)]) expect((await save({ name })).status).toBe(400);
    await expect(
      api.database.query("INSERT INTO saved_views (profile_id, name, path) VALUES ($1, E'a\\nb', '/')", [member]),
    ).rejects.toMatchObject({ code: 'SK422' });
  });

  test('accepts no more views than the maximum, even simultaneously', async () => {
    await api.database.query(
      "INSERT INTO saved_views (profile_id, name, path) SELECT $1, 'View ' || n, '/' FROM generate_series(1, $2::int) n",
      [member, MOST_SAVED_VIEWS - 2],
    );
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => save({ name: `Last ${index}` })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      reason: 'too_many_views',
      params: { max: MOST_SAVED_VIEWS },
    });
    const [first] = await api.database.query<{ id: number }>('SELECT id FROM saved_views WHERE profile_id = $1', [member]);
    expect((await remove(first?.id ?? 0)).status).toBe(204);
    expect((await save({ name: 'Again' })).status).toBe(201);
  });
});

describe('a shared view', () => {
  test('is listed for active members and the Tech Lead of its project, and for no other person', async () => {
    await save({ projectId });
    for (const reader of ['member', 'colleague', 'lead'] as const) expect(await namesFor(reader)).toEqual(['Engineers']);
    for (const other of ['outsider', 'admin'] as const) expect(await namesFor(other)).toEqual([]);
    await api.database.query('UPDATE assignments SET ended_at = now() WHERE project_id = $1 AND profile_id <> $2', [projectId, member]);
    expect(await namesFor('colleague')).toEqual([]);
  });

  test('can be shared only with a project that the owner is on or leads', async () => {
    const elsewhere = await make.project({ techLeadId: await make.profile() });
    const rejected = { status: 403, body: { reason: 'members_share' } };
    expect(await save({ projectId: elsewhere })).toMatchObject(rejected);
    expect(await save({ projectId: 999_999_999 })).toMatchObject(rejected);
    expect(await save({ projectId }, 'admin')).toMatchObject(rejected);
    const { id } = (await save({})).body;
    expect(await change(id, { projectId: elsewhere })).toMatchObject(rejected);
    expect(await change(id, { projectId })).toMatchObject({ status: 200, body: { project: { id: projectId } } });
    expect(await change(id, { projectId: null })).toMatchObject({ status: 200, body: { project: null, name: 'Engineers' } });
    expect(await namesFor('lead')).toEqual([]);
    expect((await save({ name: 'Ours', projectId }, 'lead')).status).toBe(201);
    await expect(
      api.database.query("INSERT INTO saved_views (profile_id, name, path, project_id) VALUES ($1, 'direct', '/', $2)", [
        member,
        elsewhere,
      ]),
    ).rejects.toMatchObject({ code: 'SK451' });
  });

  test('is no longer listed for others when its owner leaves the project', async () => {
    await save({ projectId });
    await api.database.query('UPDATE assignments SET ended_at = now() WHERE project_id = $1 AND profile_id = $2', [projectId, member]);
    expect(await namesFor('lead')).toEqual([]);
    expect(await namesFor('member')).toEqual(['Engineers']);
  });

  test('can be changed and deleted only by its owner', async () => {
    const { id } = (await save({ projectId })).body;
    for (const other of ['lead', 'colleague', 'outsider', 'admin'] as const) {
      expect((await change(id, { name: 'Taken over' }, other)).status).toBe(404);
      expect((await remove(id, other)).status).toBe(404);
    }
    await save({ name: 'Other' });
    expect(await change(id, { name: 'Other' })).toMatchObject({ status: 409, body: { reason: 'view_name_taken' } });
    expect(await change(id, { name: 'Renamed' })).toMatchObject({ status: 200, body: { name: 'Renamed', project: { id: projectId } } });
    expect((await remove(id)).status).toBe(204);
    expect((await remove(id)).status).toBe(404);
    expect((await change(id, {})).status).toBe(404);
  });
});

test('GET /api/saved_views pages by name and searches', async () => {
  for (const name of ['Beta', 'Álgebra', 'Alpha', 'Gamma']) await save({ name });
  const page = await api.call('GET', '/api/saved_views?limit=2', { token: tokens.member });
  expect(savedViewPage.parse(page.body)).toEqual(page.body);
  expect(page.body.items.map(({ name }: { name: string }) => name)).toEqual(['Álgebra', 'Alpha']);
  expect(await namesFor('member', `?limit=2&cursor=${page.body.nextCursor}`)).toEqual(['Beta', 'Gamma']);
  expect(await namesFor('member', '?search=gam')).toEqual(['Gamma']);
});

test('the server can change neither the owner nor the path of a view', async () => {
  await save({});
  for (const assignment of [`profile_id = ${lead}`, "path = '/admin'", 'created_at = now()'])
    await expect(api.database.query(`UPDATE saved_views SET ${assignment}`)).rejects.toMatchObject({ code: '42501' });
});

test('an erasure deletes the views of the person and removes their name from the views of others', async () => {
  await api.database.query("UPDATE profiles SET name = 'Pia Zeller', email = 'pia@example.org' WHERE id = $1", [member]);
  await save({ name: 'Mine' });
  const saved = await save({ name: 'Pia Zeller', search: { search: 'Pia Zeller', sort: 'last' } }, 'lead');
  const second = await save({ name: 'Zeller, Pia' }, 'lead');
  // A name that the replacement would give to the second view.
  await save({ name: `a former member (${second.body.id})` }, 'lead');
  const erased = await api.call('POST', `/api/profiles/${member}/erase`, { token: tokens.admin, body: { confirm: 'pia@example.org' } });
  expect(erased.status).toBe(200);
  expect(await api.database.query('SELECT FROM saved_views WHERE profile_id = $1', [member])).toEqual([]);
  const left = (await api.call('GET', '/api/saved_views', { token: tokens.lead })).body.items;
  expect(left).toHaveLength(3);
  expect(JSON.stringify(left)).not.toMatch(/pia|zeller/i);
  expect(left).toContainEqual(
    expect.objectContaining({ name: `a former member (${saved.body.id})`, search: { search: 'a former member', sort: 'last' } }),
  );
  await expect(
    api.database.query("INSERT INTO saved_views (profile_id, name, path) VALUES ($1, 'late', '/')", [member]),
  ).rejects.toMatchObject({ code: 'SK410' });
});
