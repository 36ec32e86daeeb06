import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from './api-client.js';
import { factories } from './factories.js';

// Twins in a register stand in the order in which they came.
const NAMES = ['accent', 'Álgebra', 'Ärger', 'CACHING', 'Caching', 'CSS', 'dbt', 'Éclair', 'eclipse', 'iOS', 'Ñandú', 'Zig'];

// It is that; it begins so; a word of it does; it holds that.
const BY_MATCH = ['Öx', 'ox-cart', 'Oxen', 'Box ox', 'CI/OX', 'Aox', 'paradox'];

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  const techLeadId = await make.profile({ name: 'Lead' });
  token = await api.tokenOf(techLeadId);
  // The twins as they are, all else backwards: an order by id would be seen.
  const add = async (name: string) => {
    await make.skill(name);
    await make.profile({ name });
    await make.project({ name, techLeadId });
  };
  for (const name of BY_MATCH.toReversed()) await add(name);
  for (const name of [...NAMES.filter((one) => one.toLowerCase() !== 'caching').toReversed(), 'CACHING', 'Caching']) await add(`${name} ~`);
});
afterAll(() => api.close());

/** Page by page, from the first to the last. */
async function namesOf(list: string, asked: { search?: string; order?: string; limit?: number | undefined }): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const given = Object.entries({ ...asked, cursor: cursor || undefined }).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(Object.fromEntries(given.map(([key, value]) => [key, String(value)])));
    const page: Awaited<ReturnType<TestApi['call']>> = await api.call('GET', `/api/${list}?${query.toString()}`, { token });
    expect(page.status).toBe(200);
    names.push(...page.body.items.map(({ name }: { name: string }) => name));
    cursor = page.body.nextCursor;
  }
  return names;
}

describe.each(['skills', 'profiles', 'projects'])('GET /api/%s', (list) => {
  test.each([undefined, 1, 2, 5])('names stand as in a register, on pages of %s', async (limit) => {
    expect((await namesOf(list, { search: '~', limit })).map((name) => name.replace(' ~', ''))).toEqual(NAMES);
  });

  test('are found with accents or without', async () => {
    for (const search of ['algebra', 'ÁLGEBRA', 'Álgebra'])
      expect((await api.call('GET', `/api/${list}?search=${encodeURIComponent(search)}`, { token })).body.items).toMatchObject([
        { name: 'Álgebra ~' },
      ]);
  });

  test.each([undefined, 1, 2, 3])('the best fit comes first where that is asked for, on pages of %s', async (limit) => {
    expect(await namesOf(list, { search: 'öX', order: 'match', limit })).toEqual(BY_MATCH);
  });

  test('by name all the same unless it is asked for, and where nothing is searched for', async () => {
    const byName = ['Aox', 'Box ox', 'CI/OX', 'Öx', 'ox-cart', 'Oxen', 'paradox'];
    expect(await namesOf(list, { search: 'ox' })).toEqual(byName);
    expect(await namesOf(list, { search: 'ox', order: 'name' })).toEqual(byName);
    expect(await namesOf(list, { order: 'match' })).toEqual(await namesOf(list, {}));
    expect((await api.call('GET', `/api/${list}?order=best`, { token })).status).toBe(400);
  });
});

describe('wherever names stand together', () => {
  const NAMED = ['accent', 'Álgebra', 'CSS', 'dbt', 'Éclair', 'Zig'];
  let asAdmin: string;
  let projectId: number;
  let personId: number;

  beforeAll(async () => {
    const make = factories(api.database);
    const adminId = await make.profile({ isAdmin: true });
    asAdmin = await api.tokenOf(adminId);
    personId = await make.profile();
    const skillIds: number[] = [];
    const profileIds: number[] = [];
    for (const name of NAMED.toReversed()) {
      skillIds.push(await make.skill(`${name} together`));
      profileIds.push(await make.profile({ name }));
    }
    projectId = await make.project({ techLeadId: adminId, name: 'Aaa', skillIds });
    for (const profileId of profileIds) await make.assignment({ profileId, projectId });
    for (const name of NAMED.toReversed())
      await make.assignment({ profileId: personId, projectId: await make.project({ techLeadId: adminId, name }) });
    await api.database.query("UPDATE skills SET category = split_part(skill_name, ' ', 1) WHERE id = ANY ($1)", [skillIds]);
    await api.database.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) SELECT $1, unnest($2::bigint[]), 'NOVICE', '2024-01-01'`,
      [personId, skillIds],
    );
    await api.database.query(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, unnest($2::bigint[]), 'EXPERT', 'SELF_REPORT'`,
      [personId, skillIds],
    );
  });

  const read = async (path: string) => (await api.call('GET', path, { token: asAdmin })).body;
  const inOrder = (rows: Record<string, unknown>[], key: string) => rows.map((row) => String(row[key]).replace(' together', ''));

  test('of a project: skills and members', async () => {
    const { skills, members } = await read(`/api/projects/${projectId}`);
    expect(inOrder(skills, 'name')).toEqual(NAMED);
    expect(inOrder(members, 'name')).toEqual(NAMED);
    expect(inOrder((await read(`/api/projects/${projectId}/skills`)).items, 'name')).toEqual(NAMED);
    expect(inOrder((await read(`/api/projects/${projectId}/skills/coverage`)).items, 'name')).toEqual(NAMED);
  });

  test('of a person: validated, pending, assignments', async () => {
    const { skills, currentAssignments } = await read(`/api/profiles/${personId}`);
    expect(inOrder(skills.validatedInventory, 'skillName')).toEqual(NAMED);
    expect(inOrder(skills.pending, 'skillName')).toEqual(NAMED);
    expect(inOrder(currentAssignments, 'projectName')).toEqual(NAMED);
  });

  test('of the organization: categories, and skills that were declared and never signalled', async () => {
    const categories = inOrder((await read('/api/skill_categories')).items, 'category');
    expect(categories.filter((category) => NAMED.includes(category))).toEqual(NAMED);
    const { declaredButNeverSignalled } = await read('/api/organization/skills/mismatches');
    expect(inOrder(declaredButNeverSignalled, 'skillName')).toEqual(NAMED);
  });
});
