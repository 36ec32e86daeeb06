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
