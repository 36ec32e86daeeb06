import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { approve, reject, suggest, validateLongAgo } from '../../test/suggestions.js';
import { resolveSuggestions } from './resolve-suggestions.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: { person: number; lead: number; otherLead: number; admin: number };
let byLead: number;
let byOther: number;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());

// Each of two Tech Leads of the person withdraws a level, and approves a report.
beforeEach(async () => {
  ids = {
    person: await make.profile(),
    lead: await make.profile({ name: 'Lea Lead' }),
    otherLead: await make.profile({ name: 'Otis Lead' }),
    admin: await make.profile({ isAdmin: true }),
  };
  for (const techLeadId of [ids.lead, ids.otherLead, ids.person])
    await make.assignment({ profileId: ids.person, projectId: await make.project({ techLeadId }) });
  [byLead, byOther] = [await withdraw('lead'), await withdraw('otherLead')];
});

/** The ids of the withdrawals of this test, newest first, with the name of who withdrew the level. */
async function restorable(token: string, query = '') {
  const { body } = await api.call('GET', `/api/validation_inbox/decisions?isRestorable=true${query}`, { token });
  return body.items
    .filter(({ profileId }: { profileId: number }) => profileId === ids.person)
    .map(({ suggestionId, resolvedBy, mayRestore }: { suggestionId: number; resolvedBy: { name: string }; mayRestore: boolean }) => [
      suggestionId,
      resolvedBy.name,
      mayRestore,
    ]);
}
const tokenOf = (name: keyof typeof ids) => api.tokenOf(ids[name]);

async function withdraw(by: 'lead' | 'otherLead'): Promise<number> {
  const [report = 0] = await suggest(api.database, 1, { profileId: ids.person });
  const [flag = 0] = await suggest(api.database, 1, { profileId: ids.person, source: 'SYSTEM_FLAG' });
  await validateLongAgo(api.database, flag, 'EXPERT', ids.admin);
  const result = await resolveSuggestions(api.database, { profileId: ids[by], isAdmin: false, via: 'token' }, [
    approve(report),
    reject(flag),
  ]);
  expect(result.success).toBe(true);
  return flag;
}

describe('the list of restorable withdrawals', () => {
  test('has only their own for a Tech Lead, without their other decisions', async () => {
    expect(await restorable(await tokenOf('lead'))).toEqual([[byLead, 'Lea Lead', true]]);
  });

  test('has those of everyone for an admin, newest first and in pages', async () => {
    const token = await tokenOf('admin');
    expect(await restorable(token)).toEqual([
      [byOther, 'Otis Lead', true],
      [byLead, 'Lea Lead', true],
    ]);
    expect(await restorable(token, '&limit=1')).toEqual([[byOther, 'Otis Lead', true]]);
    const { body } = await api.call('GET', '/api/validation_inbox/decisions?isRestorable=true&limit=1', { token });
    expect(await restorable(token, `&limit=1&cursor=${body.nextCursor}`)).toEqual([[byLead, 'Lea Lead', true]]);
  });

  test('has none about the caller, nor about a person behind the token', async () => {
    await api.database.query('UPDATE profiles SET is_admin = true WHERE id = $1', [ids.person]);
    const token = await tokenOf('person');
    expect(await restorable(token)).toEqual([]);
    const { body } = await api.call('POST', '/api/api_tokens', { token, body: { name: 'x', profileId: ids.admin } });
    expect(await restorable(body.token)).toEqual([]);
  });

  test('no longer has a withdrawal that was restored, or after which the skill was validated again', async () => {
    const token = await tokenOf('admin');
    expect(await api.call('POST', `/api/validation_inbox/decisions/${byLead}/restore`, { token })).toMatchObject({ status: 200 });
    expect(await restorable(token)).toEqual([[byOther, 'Otis Lead', true]]);
    const [again] = await api.database.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
       SELECT profile_id, skill_id, 'NOVICE', 'SELF_REPORT' FROM suggestions WHERE id = $1 RETURNING id`,
      [byOther],
    );
    await resolveSuggestions(api.database, { profileId: ids.lead, isAdmin: false, via: 'token' }, [approve(again?.id ?? 0)]);
    expect(await restorable(token)).toEqual([]);
  });
});

test.each(['', '?isRestorable=false'])('the list of decisions%s has only those of the caller, also for an admin', async (query) => {
  const decided = async (name: keyof typeof ids) =>
    (await api.call('GET', `/api/validation_inbox/decisions${query}`, { token: await tokenOf(name) })).body.items;
  expect(await decided('lead')).toMatchObject([
    { suggestionId: byLead, status: 'REJECTED', resolvedBy: { id: ids.lead, name: 'Lea Lead' } },
    { status: 'APPROVED', mayRestore: false },
  ]);
  expect(await decided('admin')).toEqual([]);
});
