import { skillCategories } from '@skilltrace/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let asAdmin: string;
let asPerson: string;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  [asAdmin, asPerson] = [await api.tokenOf(await make.profile({ isAdmin: true })), await api.tokenOf(await make.profile())];
});
afterAll(() => api.close());

const list = (token?: string) => api.call('GET', '/api/skill_categories', { token });

test('GET /api/skill_categories lists the categories of existing skills with the number of active and inactive ones', async () => {
  const before = (await list(asPerson)).body.items.length;
  const add = async (name: string, category: string): Promise<number> =>
    (await api.call('POST', '/api/skills', { token: asAdmin, body: { name, category } })).body.id;
  const ids = [await add('Zz A', 'Zz languages'), await add('Zz B', 'Zz languages'), await add('Zz C', 'zz Other')];
  await api.call('PATCH', `/api/skills/${ids[1]}`, { token: asAdmin, body: { isActive: false } });
  const { status, body } = await list(asPerson);
  expect(status).toBe(200);
  expect(skillCategories.parse(body)).toEqual(body);
  expect(body.items).toHaveLength(before + 2);
  expect(body.items).toEqual(
    expect.arrayContaining([
      { category: 'Zz languages', active: 1, inactive: 1 },
      { category: 'zz Other', active: 1, inactive: 0 },
    ]),
  );
  await api.call('PATCH', `/api/skills/${ids[2]}`, { token: asAdmin, body: { category: 'Zz languages' } });
  expect((await list(asPerson)).body.items).toHaveLength(before + 1);
});

test('GET /api/skill_categories requires a sign-in', async () => {
  expect((await list()).status).toBe(401);
});
