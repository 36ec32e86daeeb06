import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { postProgressUpdate } from './post-progress-update.js';

let api: TestApi;
const people: Record<'member' | 'colleague' | 'lead' | 'otherLead' | 'former' | 'stranger' | 'admin', number> = {} as never;
const tokens: typeof people extends Record<infer Name, number> ? Record<Name, string> : never = {} as never;
let projectId: number;
let otherProjectId: number;
const updates: Record<'members' | 'colleagues' | 'elsewhere' | 'formers', number> = {} as never;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  for (const name of ['member', 'colleague', 'lead', 'otherLead', 'former', 'stranger', 'admin'] as const) {
    people[name] = await make.profile({ name, isAdmin: name === 'admin' });
    tokens[name] = await api.tokenOf(people[name]);
  }
  const skillIds = [await make.skill()];
  projectId = await make.project({ techLeadId: people.lead, skillIds, name: 'Here' });
  otherProjectId = await make.project({ techLeadId: people.otherLead, skillIds, name: 'There' });
  await make.assignment({ profileId: people.member, projectId });
  await make.assignment({ profileId: people.member, projectId: otherProjectId });
  await make.assignment({ profileId: people.colleague, projectId });
  await make.assignment({ profileId: people.former, projectId });
  const post = async (userId: number, onProject: number, createdAt: string) =>
    (
      await postProgressUpdate(
        api.database,
        { profileId: people.admin, isAdmin: true, via: 'token' },
        { projectId: onProject, userId, content: 'work', createdAt },
      )
    ).id;
  updates.members = await post(people.member, projectId, '2022-01-01T00:00:00Z');
  updates.colleagues = await post(people.colleague, projectId, '2022-01-02T00:00:00Z');
  updates.elsewhere = await post(people.member, otherProjectId, '2022-01-03T00:00:00Z');
  updates.formers = await post(people.former, projectId, '2022-01-04T00:00:00Z');
  await api.database.query("UPDATE assignments SET ended_at = '2022-02-01T00:00:00Z' WHERE profile_id = $1", [people.former]);
});
afterAll(() => api.close());

const list = (who: keyof typeof people, query = '') => api.call('GET', `/api/progress_updates?${query}`, { token: tokens[who] });
const namesOf = (ids: number[]) => ids.map((id) => Object.entries(updates).find(([, update]) => update === id)?.[0]);
const seenBy = async (who: keyof typeof people, query = '') => {
  const answer = await list(who, query);
  return answer.status === 200 ? namesOf(answer.body.items.map((item: { id: number }) => item.id)) : answer.status;
};

describe('GET /api/progress_updates', () => {
  test.each([
    ['member', ['formers', 'elsewhere', 'colleagues', 'members']],
    ['colleague', ['formers', 'colleagues', 'members']],
    ['lead', ['formers', 'colleagues', 'members']],
    ['otherLead', ['elsewhere']],
    ['former', ['formers']],
    ['stranger', []],
    ['admin', ['formers', 'elsewhere', 'colleagues', 'members']],
  ] as const)('lists what %s may see, newest first', async (who, expected) => {
    expect(await seenBy(who)).toEqual(expected);
    for (const [name, id] of Object.entries(updates)) {
      const { status } = await api.call('GET', `/api/progress_updates/${id}`, { token: tokens[who] });
      expect([name, status]).toEqual([name, (expected as readonly string[]).includes(name) ? 200 : 403]);
    }
  });

  test.each([
    ['member', ['formers', 'colleagues', 'members']],
    ['lead', ['formers', 'colleagues', 'members']],
    ['admin', ['formers', 'colleagues', 'members']],
    ['otherLead', 403],
    ['former', 403],
    ['stranger', 403],
  ] as const)('lists or rejects the updates of a project for %s', async (who, expected) => {
    expect(await seenBy(who, `projectId=${projectId}`)).toEqual(expected);
  });

  test('lists the updates of a person that the caller may see', async () => {
    expect(await seenBy('colleague', `userId=${people.member}`)).toEqual(['members']);
    expect(await seenBy('otherLead', `userId=${people.member}`)).toEqual(['elsewhere']);
    expect(await seenBy('stranger', `userId=${people.member}`)).toEqual([]);
    expect(await seenBy('lead', `userId=${people.former}`)).toEqual(['formers']);
    expect(await seenBy('admin', `userId=${people.member}`)).toEqual(['elsewhere', 'members']);
  });

  test('lists the updates of a person on a project to that person but not to a Tech Lead of another project', async () => {
    expect(await seenBy('former', `projectId=${projectId}&userId=${people.former}`)).toEqual(['formers']);
    expect(await seenBy('lead', `projectId=${projectId}&userId=${people.member}`)).toEqual(['members']);
    expect(await seenBy('otherLead', `projectId=${projectId}&userId=${people.member}`)).toBe(403);
    expect(await seenBy('otherLead', `projectId=${projectId}&userId=${people.colleague}`)).toBe(403);
  });

  test('lists, of the given ids, the updates that the caller may read', async () => {
    const every = Object.values(updates)
      .concat(999_999_999)
      .map((id) => `id=${id}`)
      .join('&');
    for (const who of ['member', 'colleague', 'lead', 'otherLead', 'former', 'stranger', 'admin'] as const) {
      const everything = await seenBy(who);
      expect([who, await seenBy(who, every)]).toEqual([who, everything]);
    }
    expect(await seenBy('colleague', `id=${updates.elsewhere}`)).toEqual([]);
    expect(await seenBy('colleague', `id=${updates.members}&id=${updates.members}&id=${updates.elsewhere}`)).toEqual(['members']);
    expect(await seenBy('former', `id=${updates.members}&id=${updates.formers}`)).toEqual(['formers']);
    expect(await seenBy('admin', `id=${updates.elsewhere}`)).toEqual(['elsewhere']);
  });

  test('applies the same filters and access rules to given ids', async () => {
    const both = `id=${updates.members}&id=${updates.elsewhere}`;
    expect(await seenBy('member', `${both}&projectId=${projectId}`)).toEqual(['members']);
    expect(await seenBy('colleague', `${both}&userId=${people.member}`)).toEqual(['members']);
    expect(await seenBy('lead', `${both}&userId=${people.colleague}`)).toEqual([]);
    expect(await seenBy('otherLead', `${both}&projectId=${projectId}&userId=${people.member}`)).toBe(403);
    expect(await seenBy('otherLead', `${both}&projectId=${projectId}`)).toBe(403);
    expect(await seenBy('stranger', `${both}&userId=999999999`)).toBe(404);
  });

  test('accepts up to 200 ids of any length', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `id=${999_999_999_999_000 + index}`).join('&');
    expect(await seenBy('admin', ids(200))).toEqual([]);
    expect((await list('admin', ids(201))).body.errors).toMatchObject([{ path: 'id', message: 'must be at most 200 ids' }]);
  });

  test('includes names of people and projects but no email addresses', async () => {
    const { items } = (await list('lead', `projectId=${projectId}&userId=${people.member}`)).body;
    expect(items).toEqual([
      {
        id: updates.members,
        projectId,
        userId: people.member,
        content: 'work',
        externalId: null,
        createdAt: '2022-01-01T00:00:00.000Z',
        editedAt: null,
        userName: 'member',
        projectName: 'Here',
      },
    ]);
  });

  test.each(['member', 'admin', 'otherLead'] as const)('returns each update once across pages for %s', async (who) => {
    const everything = await seenBy(who);
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: { id: number }[]; nextCursor: string | null } } = await list(
        who,
        `limit=1${cursor ? `&cursor=${cursor}` : ''}`,
      );
      paged.push(...body.items.map((item) => item.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(namesOf(paged)).toEqual(everything);
  });

  test.each([
    ['projectId=999999999', 404],
    ['userId=999999999', 404],
    ['projectId=x', 400],
    ['id=x', 400],
    ['id=', 400],
    ['id=1&id=0', 400],
    ['id[]=1', 400],
    ['cursor=x', 400],
    ['status=open', 400],
    ['limit=0', 400],
  ])('answers %s with %i', async (query, status) => {
    expect((await list('admin', query)).status).toBe(status);
  });

  test('returns 401 without sign-in', async () => {
    expect((await api.call('GET', '/api/progress_updates')).status).toBe(401);
  });
});

describe('PATCH /api/progress_updates/:id', () => {
  const edit = (who: keyof typeof people, id: number, body: object) =>
    api.call('PATCH', `/api/progress_updates/${id}`, { token: tokens[who], body });

  test('changes only the content and leaves the signals unchanged', async () => {
    const before = await readLedger(api.database);
    const answer = await edit('member', updates.members, { content: 'Better said' });
    expect(answer).toMatchObject({
      status: 200,
      body: { id: updates.members, content: 'Better said', createdAt: '2022-01-01T00:00:00.000Z', userName: 'member' },
    });
    expect(Date.now() - Date.parse(answer.body.editedAt)).toBeLessThan(60_000);
    expect((await api.call('GET', `/api/progress_updates/${updates.members}`, { token: tokens.member })).body).toEqual(answer.body);
    expect(await readLedger(api.database)).toEqual(before);
  });

  test.each(['colleague', 'lead', 'stranger', 'admin'] as const)('rejects a change by %s', async (who) => {
    expect(await edit(who, updates.formers, { content: 'Put into a mouth' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await api.call('GET', `/api/progress_updates/${updates.formers}`, { token: tokens.admin })).body).toMatchObject({
      content: 'work',
      editedAt: null,
    });
  });

  test('lets an author who has left the project edit the update', async () => {
    expect((await edit('former', updates.formers, { content: 'work' })).status).toBe(200);
  });

  test('rejects invalid content and unknown updates', async () => {
    for (const body of [{}, { content: ' ' }, { content: 'x', projectId }, { content: 'x', createdAt: '2020-01-01T00:00:00Z' }]) {
      expect((await edit('member', updates.members, body)).status).toBe(400);
    }
    expect((await edit('member', 999_999_999, { content: 'x' })).status).toBe(404);
    expect((await api.call('DELETE', `/api/progress_updates/${updates.members}`, { token: tokens.admin })).status).toBe(405);
  });
});

describe('GET /api/progress_updates with ids', () => {
  test('returns one page by default and several pages with a limit', async () => {
    const make = factories(api.database);
    const [author, lonely] = [await make.profile(), await make.project({ techLeadId: people.lead })];
    await make.assignment({ profileId: author, projectId: lonely });
    const token = await api.tokenOf(author);
    const caller = { profileId: author, isAdmin: false, via: 'token' } as const;
    const ids: number[] = [];
    for (let count = 0; count < 60; count++)
      ids.push((await postProgressUpdate(api.database, caller, { projectId: lonely, content: 'work' })).id);
    const asked = ids.map((id) => `id=${id}`).join('&');
    const read = async (query: string) => (await api.call('GET', `/api/progress_updates?${query}`, { token })).body;
    const whole = await read(asked);
    expect(whole.nextCursor).toBeNull();
    expect(whole.items.map(({ id }: { id: number }) => id)).toEqual(ids.toReversed());
    const first = await read(`${asked}&limit=40`);
    const rest = await read(`${asked}&limit=40&cursor=${first.nextCursor}`);
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([40, 20, null]);
    expect([...first.items, ...rest.items]).toEqual(whole.items);
  });
});

describe('GET /api/progress_updates/:id/signals', () => {
  const signals = (who: keyof typeof people, id: number, query = '') =>
    api.call('GET', `/api/progress_updates/${id}/signals?${query}`, { token: tokens[who] });

  test('returns the signals of the update, but not of another update by the same person at the same time', async () => {
    const make = factories(api.database);
    const author = await make.profile();
    const skillIds = [await make.skill('Ada'), await make.skill('Zig'), await make.skill('Elm')];
    const here = await make.project({ techLeadId: people.lead, skillIds });
    const there = await make.project({ techLeadId: people.lead, skillIds: skillIds.slice(0, 1) });
    for (const project of [here, there]) await make.assignment({ profileId: author, projectId: project });
    const root = { profileId: people.admin, isAdmin: true, via: 'token' } as const;
    const post = (project: number) =>
      postProgressUpdate(api.database, root, { projectId: project, userId: author, content: 'work', createdAt: '2022-03-01T00:00:00Z' });
    const [one, other] = [await post(here), await post(there)];
    const whole = (await signals('admin', one.id)).body;
    expect(whole).toMatchObject({ nextCursor: null });
    expect(whole.items.map(({ name }: any) => name).toSorted()).toEqual(['Ada', 'Elm', 'Zig']);
    for (const signal of whole.items)
      expect(signal).toMatchObject({
        userId: author,
        sourceType: 'update',
        sourceId: one.id,
        signalType: 'update',
        createdAt: one.createdAt,
      });
    expect((await signals('admin', other.id)).body.items.map(({ name }: any) => name)).toEqual(['Ada']);
    const first = (await signals('admin', one.id, 'limit=2')).body;
    const rest = (await signals('admin', one.id, `limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...rest.items]).toEqual(whole.items);
    expect(rest.nextCursor).toBeNull();
  });

  test('is accessible to people who may read the update', async () => {
    expect((await signals('member', updates.members)).status).toBe(200);
    expect((await signals('former', updates.formers)).status).toBe(200);
    expect((await signals('stranger', updates.members)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await signals('admin', 999_999_999)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
