import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { assignPerson } from './assign-person.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let asLead: string;
let asOther: string;
let asAdmin: string;
let skillIds: number[];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  lead = await make.profile();
  [asLead, asOther] = [await api.tokenOf(lead), await api.tokenOf(await make.profile())];
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
  skillIds = [await make.skill(), await make.skill()];
});
afterAll(() => api.close());

const assign = (projectId: number, body: object, token = asLead) =>
  api.call('POST', `/api/projects/${projectId}/assignments`, { token, body: { role: 'Engineer', ...body } });
const change = (id: number, body: object, token = asLead) => api.call('PATCH', `/api/assignments/${id}`, { token, body });
const project = (declared = skillIds) => make.project({ techLeadId: lead, skillIds: declared });
const signalsOf = async (userId: number) => (await readLedger(api.database)).filter((signal) => signal.user_id === userId);
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const MISSING = 999_999_999;

describe('POST /api/projects/:id/assignments', () => {
  test('emits `joined` for each declared skill, dated at the start, and nothing for tags', async () => {
    await make.skill('Tagged');
    const [projectId, person] = [await project(), await make.profile({ name: 'Pat' })];
    const startedAt = '2023-05-01T08:00:00.500Z';
    const assigned = await assign(
      projectId,
      { profileId: person, tags: [' Tagged ', 'tagged', 'Tagged', 'C++  17'], startedAt: '2023-05-01T10:00:00.5+02:00' },
      asAdmin,
    );
    expect(assigned).toMatchObject({ status: 201, headers: { location: `/api/assignments/${assigned.body.id}` } });
    expect(assigned.body).toEqual({
      id: expect.any(Number),
      projectId,
      profileId: person,
      name: 'Pat',
      title: null,
      role: 'Engineer',
      tags: ['Tagged', 'tagged', 'C++  17'],
      startedAt,
      endedAt: null,
    });
    expect((await api.call('GET', `/api/assignments/${assigned.body.id}`, { token: asOther })).body).toEqual(assigned.body);
    expect(await signalsOf(person)).toEqual(
      skillIds.map((skill_id) => ({
        user_id: person,
        skill_id,
        source_type: 'project',
        source_id: projectId,
        signal_type: 'joined',
        weight: 1,
        created_at: startedAt,
      })),
    );
  });

  test('succeeds without signals for a project without declared skills', async () => {
    const [projectId, person] = [await make.project({ techLeadId: lead, metadata: { skill_ideas: ['Rust'] } }), await make.profile()];
    expect((await assign(projectId, { profileId: person })).status).toBe(201);
    expect(await signalsOf(person)).toEqual([]);
  });

  test('rejects members, former and unknown people, a start in the future and inactive projects', async () => {
    const [projectId, person, gone] = [await project(), await make.profile(), await make.profile()];
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [gone]);
    const archived = await project();
    await api.call('PATCH', `/api/projects/${archived}`, { token: asLead, body: { status: 'archived' } });
    await assign(projectId, { profileId: person });
    const before = await readLedger(api.database);
    const refused = async (id: number, body: object) => {
      const answer = await assign(id, body);
      return [answer.status, answer.body.code];
    };
    expect(await refused(projectId, { profileId: person })).toEqual([409, 'CONFLICT']);
    expect(await refused(projectId, { profileId: gone })).toEqual([409, 'CONFLICT']);
    expect(await refused(projectId, { profileId: MISSING })).toEqual([404, 'NOT_FOUND']);
    expect(await refused(projectId, { profileId: lead, startedAt: tomorrow() })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await refused(projectId, { profileId: lead, skillIds })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await refused(projectId, { profileId: lead, tags: [' '] })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await refused(archived, { profileId: lead })).toEqual([409, 'PROJECT_NOT_ACTIVE']);
    expect(await refused(MISSING, { profileId: lead })).toEqual([404, 'NOT_FOUND']);
    expect((await assign(projectId, { profileId: lead }, asOther)).status).toBe(403);
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('creates one assignment and one set of signals for 20 concurrent requests', async () => {
    const [projectId, person] = [await project(), await make.profile()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => assign(projectId, { profileId: person })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect((await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body.items).toHaveLength(1);
    expect(await signalsOf(person)).toHaveLength(2);
  });

  test('creates nothing if its transaction is rolled back', async () => {
    const [projectId, person] = [await project(), await make.profile()];
    const work = api.database.transaction(async (transaction) => {
      await assignPerson(transaction, { profileId: lead }, projectId, { profileId: person, role: 'Engineer' });
      expect(await transaction.query('SELECT FROM signal_ledger WHERE user_id = $1', [person])).toHaveLength(2);
      throw new Error('afterwards');
    });
    await expect(work).rejects.toThrow('afterwards');
    expect(await signalsOf(person)).toEqual([]);
    expect((await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body.items).toEqual([]);
  });

  test('assigns a person again after an end, and emits only missing signals, dated at the new start', async () => {
    const [projectId, person] = [await project(), await make.profile()];
    const first = await assign(projectId, { profileId: person, startedAt: '2023-01-01T00:00:00Z' }, asAdmin);
    await change(first.body.id, { endedAt: '2023-06-01T00:00:00Z' });
    const before = await signalsOf(person);
    const later = await make.skill();
    await api.call('PUT', `/api/projects/${projectId}/skills`, { token: asLead, body: { skillIds: [...skillIds, later] } });
    const second = await assign(projectId, { profileId: person, startedAt: '2022-01-01T00:00:00Z' }, asAdmin);
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
    expect(await signalsOf(person)).toEqual([...before, { ...before[0], skill_id: later, created_at: '2022-01-01T00:00:00.000Z' }]);
  });
});

describe('the start of an assignment', () => {
  const DAY = 86_400_000;
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const begun = async (createdAt: string) => {
    const projectId = await project();
    await api.database.query('UPDATE projects SET created_at = $2 WHERE id = $1', [projectId, createdAt]);
    return projectId;
  };
  const outcome = async (projectId: number, startedAt: string, token = asLead) => {
    const { status, body } = await assign(projectId, { profileId: await make.profile(), startedAt }, token);
    return status === 201
      ? 201
      : [status, body.code, body.errors.map(({ path, message }: Record<string, string>) => `${path} ${message}`).join()];
  };
  const refused = (message: string) => [400, 'VALIDATION_FAILED', message];
  const TOO_EARLY = refused('startedAt must be within the last 90 days, unless an admin sets it');
  const BEFORE_PROJECT = refused('startedAt must not be before the start of the project, unless an admin sets it');

  test('may be at most 90 days back for a Tech Lead, and at any past time for an admin', async () => {
    const projectId = await begun('2020-01-01T00:00:00Z');
    const before = await readLedger(api.database);
    for (const startedAt of ['1900-01-01T00:00:00Z', daysAgo(365), daysAgo(91)])
      expect(await outcome(projectId, startedAt)).toEqual(TOO_EARLY);
    expect(await readLedger(api.database)).toEqual(before);
    for (const days of [90, 89, 1]) expect(await outcome(projectId, daysAgo(days))).toBe(201);
    expect(await outcome(projectId, '1990-01-01T00:00:00Z', asAdmin)).toBe(201);
  });

  test('may not be before the creation or the earliest assignment of the project for a Tech Lead', async () => {
    const projectId = await begun(daysAgo(10));
    expect(await outcome(projectId, daysAgo(11))).toEqual(BEFORE_PROJECT);
    expect(await outcome(projectId, daysAgo(9))).toBe(201);
    await make.assignment({ profileId: await make.profile(), projectId, startedAt: daysAgo(30), endedAt: daysAgo(29) });
    expect(await outcome(projectId, daysAgo(11))).toBe(201);
    expect(await outcome(projectId, daysAgo(31))).toEqual(BEFORE_PROJECT);
  });

  test('is also checked by the database on later changes', async () => {
    const projectId = await begun('2020-01-01T00:00:00Z');
    const person = await make.profile();
    const { id } = (await assign(projectId, { profileId: person })).body;
    const redate = (days: number) => api.database.query('UPDATE assignments SET started_at = $2 WHERE id = $1', [id, daysAgo(days)]);
    await expect(redate(91)).rejects.toMatchObject({ code: 'SK431' });
    await redate(50);
    await api.database.query("UPDATE assignments SET started_at = '2001-01-01', assigned_by_id = NULL WHERE id = $1", [id]);
    await api.database.query("UPDATE assignments SET role = 'Architect', assigned_by_id = $2 WHERE id = $1", [id, lead]);
    const insert = api.database.query(
      "INSERT INTO assignments (profile_id, project_id, role, started_at, assigned_by_id) VALUES ($1, $2, 'Engineer', '2001-01-01', $3)",
      [await make.profile(), projectId, lead],
    );
    await expect(insert).rejects.toMatchObject({ code: 'SK431' });
  });
});

describe('GET /api/projects/:id/assignments', () => {
  test('finds members by a part of the name, and sorts them by name page by page', async () => {
    const projectId = await project();
    for (const name of ['Zoë', 'anna', 'Álvaro', 'Ben']) await assign(projectId, { profileId: await make.profile({ name }) });
    const left = await make.profile({ name: 'Bea' });
    const { body: ended } = await assign(projectId, { profileId: left });
    await change(ended.id, { endNow: true });
    const list = async (query: string) =>
      (await api.call('GET', `/api/projects/${projectId}/assignments?${query}`, { token: asOther })).body;
    const names = async (query: string) => (await list(query)).items.map(({ name }: { name: string }) => name);
    expect(await names('order=name&active=true')).toEqual(['Álvaro', 'anna', 'Ben', 'Zoë']);
    const first = await list('order=name&active=true&limit=3');
    expect(await names(`order=name&active=true&limit=3&cursor=${first.nextCursor}`)).toEqual(['Zoë']);
    expect(await names('search=ZOE')).toEqual(['Zoë']);
    expect(await names('search=be&order=name')).toEqual(['Bea', 'Ben']);
    expect(await names(`profileId=${left}`)).toEqual(['Bea']);
    expect(await names(`profileId=${left}&active=true`)).toEqual([]);
    // A cursor of one order is not valid in the other.
    expect((await api.call('GET', `/api/projects/${projectId}/assignments?cursor=${first.nextCursor}`, { token: asOther })).status).toBe(
      400,
    );
  });

  test('lists current and past assignments, newest start first, page by page', async () => {
    const projectId = await project();
    const add = async (startedAt: string, endedAt: string | null = null) =>
      make.assignment({ profileId: await make.profile(), projectId, startedAt, endedAt });
    const old = await add('2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z');
    const [one, two] = [await add('2021-01-01T00:00:00Z'), await add('2021-01-01T00:00:00Z')];
    const path = `/api/projects/${projectId}/assignments`;
    const list = async (query = '') => (await api.call('GET', `${path}${query}`, { token: asOther })).body;
    const ids = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
    expect(ids(await list())).toEqual([two, one, old]);
    expect(ids(await list('?active=true'))).toEqual([two, one]);
    expect(ids(await list('?active=false'))).toEqual([old]);
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    const third = await list(`?limit=1&cursor=${second.nextCursor}`);
    expect([first, second, third].flatMap(ids)).toEqual([two, one, old]);
    expect(third.nextCursor).toBeNull();
    await api.call('PATCH', `/api/projects/${projectId}`, { token: asLead, body: { status: 'archived' } });
    expect(ids(await list('?active=true'))).toEqual([]);
    expect((await api.call('GET', `/api/projects/${MISSING}/assignments`, { token: asOther })).status).toBe(404);
    expect((await api.call('GET', `${path}?active=1`, { token: asOther })).status).toBe(400);
    expect((await api.call('GET', path)).status).toBe(401);
    expect(JSON.stringify(first)).not.toContain('@');
  });
});

describe('PATCH /api/assignments/:id', () => {
  test('changes role and tags without emitting signals', async () => {
    const id = await make.assignment({ profileId: await make.profile(), projectId: await project(), tags: ['a'] });
    const before = await readLedger(api.database);
    expect((await change(id, { role: ' Architect ' })).body).toMatchObject({ role: 'Architect', tags: ['a'], endedAt: null });
    expect((await change(id, { tags: ['b', ' b', 'B'] })).body).toMatchObject({ role: 'Architect', tags: ['b', 'B'] });
    expect((await change(id, { tags: [] })).body).toMatchObject({ tags: [] });
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('rejects an end before an update of the person, and accepts one after it', async () => {
    const [projectId, person] = [await project(), await make.profile()];
    const { body: assigned } = await assign(projectId, { profileId: person, startedAt: '2026-09-01T00:00:00Z' }, asAdmin);
    const posted = await api.call('POST', '/api/progress_updates', {
      token: await api.tokenOf(person),
      body: { projectId, content: 'Work' },
    });
    for (const endedAt of ['2026-09-02T00:00:00Z', posted.body.createdAt])
      expect(await change(assigned.id, { endedAt })).toMatchObject({ status: 400, body: { errors: [{ path: 'endedAt' }] } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await change(assigned.id, { endedAt: new Date(Date.parse(posted.body.createdAt) + 1).toISOString() })).status).toBe(200);
  });

  test('never accepts both a past end and a concurrent update after it', async () => {
    const [projectId, person] = [await project(), await make.profile()];
    const { body: assigned } = await assign(projectId, { profileId: person, startedAt: '2026-09-01T00:00:00Z' }, asAdmin);
    const token = await api.tokenOf(person);
    const [posted, ended] = await Promise.all([
      api.call('POST', '/api/progress_updates', { token, body: { projectId, content: 'Work' } }),
      change(assigned.id, { endedAt: '2026-09-02T00:00:00Z' }),
    ]);
    expect([
      [201, 400],
      [403, 200],
    ]).toContainEqual([posted.status, ended.status]);
  });

  test('ends an assignment once and does not change its end', async () => {
    const projectId = await project();
    const id = await make.assignment({ profileId: await make.profile(), projectId, startedAt: '2022-01-01T00:00:00Z' });
    expect((await change(id, { endedAt: tomorrow() })).body.errors).toMatchObject([{ path: 'endedAt' }]);
    expect((await change(id, { endedAt: '2021-12-31T23:59:59.999Z' })).status).toBe(400);
    expect((await change(id, { endedAt: null })).body.endedAt).toBeNull();
    const endedAt = '2022-03-01T00:00:00.000Z';
    expect((await change(id, { endedAt })).body.endedAt).toBe(endedAt);
    expect((await change(id, { endedAt: '2022-03-01T01:00:00+01:00', role: 'Former' })).body).toMatchObject({ endedAt, role: 'Former' });
    expect((await change(id, { endedAt: null })).status).toBe(409);
    expect((await change(id, { endedAt: '2022-03-02T00:00:00Z', role: 'Other' })).status).toBe(409);
    expect((await api.call('GET', `/api/assignments/${id}`, { token: asOther })).body).toMatchObject({ endedAt, role: 'Former' });
    expect((await api.call('GET', `/api/projects/${projectId}`, { token: asOther })).body.members).toEqual([]);
  });

  test('ends an assignment now with the database clock, once, and not before its start', async () => {
    const projectId = await project();
    const id = await make.assignment({ profileId: await make.profile(), projectId, startedAt: '2022-01-01T00:00:00Z' });
    const before = await api.database.query<{ now: string }>("SELECT date_trunc('milliseconds', now()) AS now");
    const refused = await change(id, { endNow: true, endedAt: '2022-03-01T00:00:00Z' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'endNow', message: 'cannot be combined with `endedAt`' }] } });
    expect((await change(id, { endNow: false })).status).toBe(400);
    const answer = await change(id, { endNow: true, role: 'Former' });
    expect(answer).toMatchObject({ status: 200, body: { role: 'Former', endedAt: expect.any(String) } });
    const after = await api.database.query<{ now: string }>('SELECT now() AS now');
    expect(answer.body.endedAt >= before[0]!.now && answer.body.endedAt <= after[0]!.now).toBe(true);
    expect((await change(id, { endNow: true })).body).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect((await api.call('GET', `/api/assignments/${id}`, { token: asOther })).body).toEqual(answer.body);
    const justBegun = await assign(projectId, { profileId: await make.profile() });
    const ended = await change(justBegun.body.id, { endNow: true });
    expect(ended.status).toBe(200);
    expect(ended.body.endedAt >= justBegun.body.startedAt).toBe(true);
  });

  test('lets a person end their own assignment, now or in the past, and change nothing else', async () => {
    const [person, colleague] = [await make.profile(), await make.profile()];
    const [asPerson, asColleague] = [await api.tokenOf(person), await api.tokenOf(colleague)];
    const projectId = await project();
    const ids = [
      await make.assignment({ profileId: person, projectId }),
      await make.assignment({ profileId: person, projectId: await project() }),
    ] as const;
    await make.assignment({ profileId: colleague, projectId });
    for (const body of [
      { role: 'Boss' },
      { tags: ['Rust'] },
      { endNow: true, role: 'Boss' },
      { endedAt: '2022-01-01T00:00:00Z', tags: [] },
    ])
      expect(await change(ids[0], body, asPerson)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await change(ids[0], { endNow: true }, asColleague)).status).toBe(403);
    const before = await readLedger(api.database);
    expect((await change(ids[0], { endNow: true }, asPerson)).body).toMatchObject({
      role: 'Engineer',
      tags: [],
      endedAt: expect.any(String),
    });
    expect((await change(ids[1], { endedAt: '2022-01-01T00:00:00Z' }, asPerson)).body).toMatchObject({
      endedAt: '2022-01-01T00:00:00.000Z',
    });
    expect((await change(ids[1], { endedAt: null }, asPerson)).status).toBe(409);
    expect(await readLedger(api.database)).toEqual(before);
    expect((await api.call('GET', `/api/profiles/${person}`, { token: asPerson })).body.currentAssignments).toEqual([]);
  });

  test('is restricted to the Tech Lead of the project and admins', async () => {
    const id = await make.assignment({ profileId: await make.profile(), projectId: await project() });
    expect((await change(id, { role: 'x' }, asOther)).status).toBe(403);
    expect((await change(id, { role: 'x' }, asAdmin)).status).toBe(200);
    expect((await change(id, { profileId: lead })).status).toBe(400);
    expect((await change(MISSING, { role: 'x' })).status).toBe(404);
    expect((await api.call('GET', `/api/assignments/${MISSING}`, { token: asOther })).status).toBe(404);
    expect((await api.call('PATCH', '/api/assignments/x', { token: asLead, body: {} })).status).toBe(400);
    expect((await api.call('PATCH', `/api/assignments/${id}`, { body: {} })).status).toBe(401);
  });
});
