import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from './api-client.js';
import { factories } from './factories.js';

// Names that differ only in case are sorted by id.
const NAMES = ['accent', 'Álgebra', 'Ärger', 'CACHING', 'Caching', 'CSS', 'dbt', 'Éclair', 'eclipse', 'iOS', 'Ñandú', 'Zig'];

// In order: equal to the search text, starting with it, with a word that starts with it, containing it.
const BY_MATCH = ['Öx', 'ox-cart', 'Oxen', 'Box ox', 'CI/OX', 'Aox', 'paradox'];

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  const techLeadId = await make.profile({ name: 'Lead' });
  token = await api.tokenOf(techLeadId);
  // "CACHING" and "Caching" are added in order and all other names in reverse, so that sorting by id would fail the test.
  const add = async (name: string) => {
    await make.skill(name);
    await make.profile({ name });
    await make.project({ name, techLeadId });
  };
  for (const name of BY_MATCH.toReversed()) await add(name);
  for (const name of [...NAMES.filter((one) => one.toLowerCase() !== 'caching').toReversed(), 'CACHING', 'Caching']) await add(`${name} ~`);
});
afterAll(() => api.close());

/** Reads all pages of a list. */
async function namesOf(list: string, parameters: { search?: string; order?: string; limit?: number | undefined }): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const given = Object.entries({ ...parameters, cursor: cursor || undefined }).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(Object.fromEntries(given.map(([key, value]) => [key, String(value)])));
    const page: Awaited<ReturnType<TestApi['call']>> = await api.call('GET', `/api/${list}?${query.toString()}`, { token });
    expect(page.status).toBe(200);
    names.push(...page.body.items.map(({ name }: { name: string }) => name));
    cursor = page.body.nextCursor;
  }
  return names;
}

describe.each(['skills', 'profiles', 'projects'])('GET /api/%s', (list) => {
  test.each([undefined, 1, 2, 5])('sorts names alphabetically without regard to case and accents, with page size %s', async (limit) => {
    expect((await namesOf(list, { search: '~', limit })).map((name) => name.replace(' ~', ''))).toEqual(NAMES);
  });

  test('finds names with or without accents in the search text', async () => {
    for (const search of ['algebra', 'ÁLGEBRA', 'Álgebra'])
      expect((await api.call('GET', `/api/${list}?search=${encodeURIComponent(search)}`, { token })).body.items).toMatchObject([
        { name: 'Álgebra ~' },
      ]);
  });

  test.each([undefined, 1, 2, 3])('returns the best match first with order=match, with page size %s', async (limit) => {
    expect(await namesOf(list, { search: 'öX', order: 'match', limit })).toEqual(BY_MATCH);
  });

  test('sorts by name without order=match or without a search text', async () => {
    const byName = ['Aox', 'Box ox', 'CI/OX', 'Öx', 'ox-cart', 'Oxen', 'paradox'];
    expect(await namesOf(list, { search: 'ox' })).toEqual(byName);
    expect(await namesOf(list, { search: 'ox', order: 'name' })).toEqual(byName);
    expect(await namesOf(list, { order: 'match' })).toEqual(await namesOf(list, {}));
    expect((await api.call('GET', `/api/${list}?order=best`, { token })).status).toBe(400);
  });
});

describe('name order inside other responses', () => {
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

  test('is the same for the skills and members of a project', async () => {
    const { skills, members } = await read(`/api/projects/${projectId}`);
    expect(inOrder(skills, 'name')).toEqual(NAMED);
    expect(inOrder(members, 'name')).toEqual(NAMED);
    expect(inOrder((await read(`/api/projects/${projectId}/skills`)).items, 'name')).toEqual(NAMED);
    expect(inOrder((await read(`/api/projects/${projectId}/skills/coverage`)).items, 'name')).toEqual(NAMED);
  });

  test('is the same for the validated skills, pending skills and assignments of a profile', async () => {
    const { skills, currentAssignments } = await read(`/api/profiles/${personId}`);
    expect(inOrder(skills.validatedInventory, 'skillName')).toEqual(NAMED);
    expect(inOrder(skills.pending, 'skillName')).toEqual(NAMED);
    expect(inOrder(currentAssignments, 'projectName')).toEqual(NAMED);
  });

  test('is the same for the skill categories, and for declared skills without signals', async () => {
    const categories = inOrder((await read('/api/skill_categories')).items, 'category');
    expect(categories.filter((category) => NAMED.includes(category))).toEqual(NAMED);
    const { declaredButNeverSignalled } = await read('/api/organization/skills/mismatches');
    expect(inOrder(declaredButNeverSignalled, 'skillName')).toEqual(NAMED);
  });
});
