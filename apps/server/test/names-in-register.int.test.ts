import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from './api-client.js';
import { factories } from './factories.js';

// Twins in a register stand in the order in which they came.
const NAMES = ['accent', 'Álgebra', 'Ärger', 'CACHING', 'Caching', 'CSS', 'dbt', 'Éclair', 'eclipse', 'iOS', 'Ñandú', 'Zig'];

let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  const techLeadId = await make.profile({ name: 'Lead' });
  token = await api.tokenOf(techLeadId);
  // The twins as they are, all else backwards: an order by id would be seen.
  for (const name of [...NAMES.filter((one) => one.toLowerCase() !== 'caching').toReversed(), 'CACHING', 'Caching']) {
    await make.skill(`${name} ~`);
    await make.profile({ name: `${name} ~` });
    await make.project({ name: `${name} ~`, techLeadId });
  }
});
afterAll(() => api.close());

describe.each(['skills', 'profiles', 'projects'])('GET /api/%s', (list) => {
  test.each([undefined, 1, 2, 5])('names stand as in a register, on pages of %s', async (limit) => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = new URLSearchParams({ search: '~', ...(limit && { limit: String(limit) }), ...(cursor && { cursor }) });
      const page: Awaited<ReturnType<TestApi['call']>> = await api.call('GET', `/api/${list}?${query.toString()}`, { token });
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ name }: { name: string }) => name.replace(' ~', '')));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(NAMES);
  });
});
