import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let admin: number;
let lead: number;
let asAdmin: string;
let asLead: string;
let asOther: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  [admin, lead] = [await make.profile({ isAdmin: true }), await make.profile({ name: 'Lena Lead' })];
  asAdmin = await api.tokenOf(admin);
  asLead = await api.tokenOf(lead);
  asOther = await api.tokenOf(await make.profile());
});
afterAll(() => api.close());

const create = (body: object, token = asAdmin) => api.call('POST', '/api/projects', { token, body });
const change = (id: number, body: object, token = asLead) => api.call('PATCH', `/api/projects/${id}`, { token, body });
const left = async () => {
  const id = await make.profile();
  await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
  return id;
};
const MISSING = 999_999_999;

describe('POST /api/projects', () => {
  test('creates a project with its declared skills without emitting signals', async () => {
    const before = await readLedger(api.database);
    const [rust, go] = [await make.skill('Rust', true), await make.skill('Go')];
    const metadata = { skill_ideas: ['Go', 'Rust'], budget: { euros: [1, null, true] } };
    const created = await create({
      name: ' Bridge ',
      description: 'Over',
      techLeadId: lead,
      skillIds: [rust, go, rust],
      metadata,
      externalId: 'p-1',
    });
    expect(created).toMatchObject({ status: 201, headers: { location: `/api/projects/${created.body.id}` } });
    expect(created.body).toEqual({
      id: expect.any(Number),
      name: 'Bridge',
      description: 'Over',
      status: 'active',
      techLeadId: lead,
      techLead: { id: lead, name: 'Lena Lead' },
      skills: [
        { id: go, name: 'Go', category: 'Test' },
        { id: rust, name: 'Rust', category: 'Test' },
      ],
      memberCount: 0,
      members: [],
      metadata,
      externalId: 'p-1',
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      completedAt: null,
    });
    expect((await api.call('GET', created.headers.location as string, { token: asOther })).body).toEqual(created.body);
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('rejects invalid projects and creates nothing', async () => {
    const count = async () => (await api.database.query<{ n: number }>('SELECT count(*) AS n FROM projects'))[0]?.n;
    const [inactive, gone] = [await make.skill(undefined, false), await left()];
    await make.project({ techLeadId: lead, externalId: 'taken' });
    const before = await count();
    const refused = async (body: object) => {
      const {
        status,
        body: { code },
      } = await create({ name: 'x', techLeadId: lead, ...body });
      return [status, code];
    };
    expect(await refused({ techLeadId: MISSING })).toEqual([404, 'NOT_FOUND']);
    expect(await refused({ skillIds: [MISSING] })).toEqual([404, 'NOT_FOUND']);
    expect(await refused({ skillIds: [inactive] })).toEqual([409, 'SKILL_INACTIVE']);
    expect(await refused({ techLeadId: gone })).toEqual([409, 'CONFLICT']);
    expect(await refused({ externalId: 'taken' })).toEqual([409, 'CONFLICT']);
    expect(await refused({ name: ' ' })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await refused({ status: 'completed' })).toEqual([400, 'VALIDATION_FAILED']);
    expect((await create({ name: 'x', techLeadId: lead }, asLead)).status).toBe(403);
    expect((await api.call('POST', '/api/projects', { body: {} })).status).toBe(401);
    expect(await count()).toBe(before);
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  test.each<[string, unknown, number]>([
    ['50 ideas of 100 characters', { skill_ideas: Array(50).fill('é'.repeat(100)) }, 201],
    ['51 ideas', { skill_ideas: Array(51).fill('x') }, 400],
    ['an idea of 101 characters', { skill_ideas: ['x'.repeat(101)] }, 400],
    ['an idea that is not text', { skill_ideas: [1] }, 400],
    ['ideas that are not an array', { skill_ideas: 'Rust' }, 400],
    ['ideas that are null', { skill_ideas: null }, 400],
    ['an array', [], 400],
    ['null', null, 400],
    ['16 kB', { a: 'x'.repeat(16 * 1024 - 8) }, 201],
    ['more than 16 kB', { a: 'x'.repeat(16 * 1024 - 7) }, 400],
    ['NUL in a text', { a: ['\0'] }, 400],
    ['NUL in a key', { '\0': 1 }, 400],
    ['half a character', { a: '\ud800' }, 400],
    ['deep nesting', { a: nested(3000) }, 400],
  ])('accepts or rejects metadata with %s', async (_name, metadata, status) => {
    expect((await create({ name: 'x', techLeadId: lead, metadata })).status).toBe(status);
  });

  test('creates one project for a repeated Idempotency-Key', async () => {
    const send = () =>
      api.call('POST', '/api/projects', {
        token: asAdmin,
        body: { name: 'Once', techLeadId: lead },
        headers: { 'idempotency-key': 'once' },
      });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect((await api.call('GET', '/api/projects?search=Once', { token: asAdmin })).body.items).toHaveLength(1);
  });
});

describe('GET /api/projects', () => {
  test('filters projects and returns them ordered by name, page by page', async () => {
    const [otherLead, member, skill] = [await make.profile(), await make.profile(), await make.skill()];
    const ids: number[] = [];
    for (const name of ['Zeta 100%', 'Alpha 100%', 'Alpha 100%'])
      ids.push(await make.project({ name, techLeadId: otherLead, skillIds: [skill] }));
    const [zeta, alpha, twin] = ids as [number, number, number];
    await make.assignment({ profileId: member, projectId: zeta });
    await make.assignment({ profileId: member, projectId: twin, endedAt: '2021-01-01T00:00:00Z' });
    const archived = await make.project({ name: 'Old', techLeadId: otherLead });
    await make.assignment({ profileId: member, projectId: archived });
    await change(archived, { status: 'archived' }, asAdmin);
    const found = async (query: string) =>
      (await api.call('GET', `/api/projects?${query}`, { token: asOther })).body.items.map(({ id }: { id: number }) => id);

    expect(await found(`leadId=${otherLead}`)).toEqual([alpha, twin, archived, zeta]);
    expect(await found(`leadId=${otherLead}&status=archived`)).toEqual([archived]);
    expect(await found(`leadId=${otherLead}&search=ALPHA`)).toEqual([alpha, twin]);
    expect(await found(`leadId=${otherLead}&search=0%25`)).toEqual([alpha, twin, zeta]);
    expect(await found(`leadId=${otherLead}&search=_lpha`)).toEqual([]);
    expect(await found(`profileId=${member}`)).toEqual([zeta]);
    expect(await found(`skillId=${skill}`)).toEqual([alpha, twin, zeta]);

    const paged: number[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page++) {
      const { body } = await api.call('GET', `/api/projects?skillId=${skill}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`, {
        token: asOther,
      });
      paged.push(...body.items.map(({ id }: { id: number }) => id));
      ({ nextCursor: cursor } = body);
    }
    expect(paged).toEqual([alpha, twin, zeta]);
    expect((await api.call('GET', `/api/projects?skillId=${skill}`, { token: asOther })).body.items[2]).toMatchObject({
      memberCount: 1,
      skills: [{ id: skill }],
    });
    expect((await api.call('GET', '/api/projects?cursor=x', { token: asOther })).status).toBe(400);
    expect((await api.call('GET', '/api/projects?lead=1', { token: asOther })).status).toBe(400);
    expect((await api.call('GET', '/api/projects')).status).toBe(401);
  });

  test('lists projects of every status by id on one page', async () => {
    const techLeadId = await make.profile();
    const ids: number[] = [];
    for (let n = 0; n < 60; n += 1) ids.push(await make.project({ name: `Numbered ${String(n).padStart(2, '0')}`, techLeadId }));
    await change(ids[3] ?? 0, { status: 'archived' }, asAdmin);
    const list = (query: string) => api.call('GET', `/api/projects?${query}`, { token: asOther });
    const idsOf = async (query: string) => (await list(query)).body.items.map(({ id }: { id: number }) => id);
    const asked = ids.map((id) => `id=${id}`).join('&');
    const whole = await list(`${asked}&id=999999999&id=${ids[0]}`);
    expect(whole.body.nextCursor).toBeNull();
    expect(whole.body.items.map(({ id }: { id: number }) => id)).toEqual(ids);
    expect(await idsOf(`${asked}&status=archived`)).toEqual([ids[3]]);
    expect(await idsOf(`${asked}&limit=2`)).toEqual(ids.slice(0, 2));
    expect(await idsOf(`id=${ids[7]}`)).toEqual([ids[7]]);
    expect((await list(Array.from({ length: 201 }, () => 'id=1').join('&'))).body.errors).toEqual([
      { path: 'id', message: 'must be at most 200 ids', reason: 'too_many_ids', params: { max: 200 } },
    ]);
    for (const bad of ['id=x', 'id=', 'id=1,2', 'id[]=1', 'id=-1', 'id=1&id=9999999999999999'])
      expect([bad, (await list(bad)).status]).toEqual([bad, 400]);
  });

  test('shows the active members of a project without email addresses', async () => {
    const projectId = await make.project({ techLeadId: lead });
    const [here, gone] = [await make.profile({ name: 'Here' }), await make.profile()];
    const assignmentId = await make.assignment({ profileId: here, projectId, tags: ['a', 'B'], startedAt: '2024-02-29T10:00:00.120Z' });
    await make.assignment({ profileId: gone, projectId, endedAt: '2021-01-01T00:00:00Z' });
    const { body } = await api.call('GET', `/api/projects/${projectId}`, { token: asOther });
    expect(body).toMatchObject({ memberCount: 1 });
    expect(body.members).toEqual([
      {
        assignmentId,
        profileId: here,
        name: 'Here',
        title: null,
        role: 'Engineer',
        tags: ['a', 'B'],
        startedAt: '2024-02-29T10:00:00.120Z',
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('@');
    expect((await api.call('GET', `/api/projects/${MISSING}`, { token: asOther })).status).toBe(404);
    expect((await api.call('GET', '/api/projects/one', { token: asOther })).status).toBe(400);
  });
});

describe('GET /api/projects/:id?members=false', () => {
  test('leaves out the members, and reports whether the caller is one of them', async () => {
    const member = await make.profile();
    const id = await make.project({ techLeadId: lead });
    await make.assignment({ profileId: member, projectId: id });
    const { members, ...project } = (await api.call('GET', `/api/projects/${id}`, { token: asLead })).body;
    expect(members).toHaveLength(1);
    const seenBy = async (token: string) => (await api.call('GET', `/api/projects/${id}?members=false`, { token })).body;
    expect(await seenBy(asLead)).toEqual({ ...project, isMember: false });
    expect(await seenBy(await api.tokenOf(member))).toEqual({ ...project, isMember: true });
    expect((await api.call('GET', `/api/projects/${id}?members=true`, { token: asLead })).body).toEqual({ ...project, members });
    expect((await api.call('GET', '/api/projects/999999999?members=false', { token: asLead })).status).toBe(404);
  });
});

describe('PATCH /api/projects/:id', () => {
  test('changes only the given fields, and emits no signals for skill ideas', async () => {
    const id = await make.project({ techLeadId: lead, skillIds: [await make.skill('Ideal')], metadata: { a: 1 } });
    await make.assignment({ profileId: await make.profile(), projectId: id });
    const before = [await readLedger(api.database), (await api.call('GET', `/api/projects/${id}`, { token: asLead })).body];
    expect(await change(id, {})).toMatchObject({ status: 200, body: before[1] });
    const metadata = { skill_ideas: ['Ideal'] };
    expect((await change(id, { name: 'New', description: '', metadata })).body).toEqual({
      ...(before[1] as object),
      name: 'New',
      description: '',
      metadata,
    });
    expect(await readLedger(api.database)).toEqual(before[0]);
  });

  test('lets only admins change the Tech Lead, who must be active', async () => {
    const id = await make.project({ techLeadId: lead });
    expect((await change(id, { techLeadId: lead })).status).toBe(403);
    expect((await change(id, { techLeadId: MISSING }, asAdmin)).status).toBe(404);
    expect((await change(id, { techLeadId: await left() }, asAdmin)).status).toBe(409);
    expect((await change(id, { techLeadId: admin }, asAdmin)).body.techLead.id).toBe(admin);
    expect((await change(id, { name: 'x' })).status).toBe(403);
  });

  test('is restricted to the Tech Lead of the project and admins', async () => {
    const id = await make.project({ techLeadId: lead });
    expect((await change(id, { name: 'x' }, asOther)).status).toBe(403);
    expect((await change(MISSING, { name: 'x' })).status).toBe(404);
    expect((await change(id, { completedAt: null })).status).toBe(400);
  });

  test('archives a project in any state, and reactivates only projects that were never completed', async () => {
    const [open, done] = [await make.project({ techLeadId: lead }), await make.project({ techLeadId: lead })];
    const move = async (id: number, status: string) => {
      const { status: answered, body } = await change(id, { status });
      return answered === 200 ? body.status : answered;
    };
    expect([await move(open, 'active'), await move(open, 'archived'), await move(open, 'archived'), await move(open, 'active')]).toEqual([
      'active',
      'archived',
      'archived',
      'active',
    ]);
    expect(await move(open, 'completed')).toBe(400);
    await api.call('POST', `/api/projects/${done}/complete`, { token: asLead });
    expect([await move(done, 'active'), await move(done, 'archived'), await move(done, 'active')]).toEqual([409, 'archived', 409]);
  });
});

describe('PUT /api/projects/:id/skills', () => {
  const replace = (id: number, skillIds: unknown, token = asLead) =>
    api.call('PUT', `/api/projects/${id}/skills`, { token, body: { skillIds } });

  test('replaces all declared skills without emitting signals', async () => {
    const [a, b, c] = [await make.skill('aa'), await make.skill('bb'), await make.skill('cc')];
    const projectId = await make.project({ techLeadId: lead, skillIds: [a, b] });
    await make.assignment({ profileId: lead, projectId });
    const before = await readLedger(api.database);
    const skill = (id: number, name: string) => ({ id, name, category: 'Test', isActive: true });
    const expected = { items: [skill(b, 'bb'), skill(c, 'cc')], nextCursor: null };
    expect(await replace(projectId, [c, b, c])).toMatchObject({ status: 200, body: expected });
    expect((await api.call('GET', `/api/projects/${projectId}/skills`, { token: asOther })).body).toEqual(expected);
    expect((await replace(projectId, [])).body).toEqual({ items: [], nextCursor: null });
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('rejects a new inactive skill but keeps a declared skill that became inactive', async () => {
    const [was, inactive] = [await make.skill(), await make.skill(undefined, false)];
    const projectId = await make.project({ techLeadId: lead, skillIds: [was] });
    await api.database.query('UPDATE skills SET is_active = false WHERE id = $1', [was]);
    expect(await replace(projectId, [was, inactive])).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
    expect(await replace(projectId, [was])).toMatchObject({ status: 200, body: { items: [{ id: was, isActive: false }] } });
    expect((await replace(projectId, [MISSING])).status).toBe(404);
    expect((await api.call('GET', `/api/projects/${projectId}/skills`, { token: asLead })).body.items).toHaveLength(1);
  });

  test('rejects changes of a project that is not active', async () => {
    const projectId = await make.project({ techLeadId: lead });
    await change(projectId, { status: 'archived' });
    expect(await replace(projectId, [])).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
    await change(projectId, { status: 'active' });
    await api.call('POST', `/api/projects/${projectId}/complete`, { token: asLead });
    expect(await replace(projectId, [])).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
  });

  test('is restricted to the Tech Lead and admins, while everyone may read the declared skills', async () => {
    const projectId = await make.project({ techLeadId: lead });
    expect((await replace(projectId, [], asOther)).status).toBe(403);
    expect((await replace(projectId, [], asAdmin)).status).toBe(200);
    expect((await replace(projectId, ['1'])).status).toBe(400);
    expect((await replace(MISSING, [])).status).toBe(404);
    expect((await api.call('GET', `/api/projects/${MISSING}/skills`, { token: asOther })).status).toBe(404);
    expect((await api.call('GET', `/api/projects/${projectId}/skills`)).status).toBe(401);
  });

  test('ends with the list of one of several concurrent requests', async () => {
    const skills = await Promise.all(Array.from({ length: 6 }, () => make.skill()));
    const projectId = await make.project({ techLeadId: lead });
    const wanted = Array.from({ length: 12 }, (_, n) => [skills[n % 6], skills[(n + 1) % 6]] as number[]);
    const answers = await Promise.all(wanted.map((skillIds) => replace(projectId, skillIds)));
    expect(answers.map(({ status }) => status)).toEqual(wanted.map(() => 200));
    const { items } = (await api.call('GET', `/api/projects/${projectId}/skills`, { token: asLead })).body;
    const sorted = (ids: number[]) => ids.toSorted((x, y) => x - y);
    expect(wanted.map(sorted)).toContainEqual(sorted(items.map(({ id }: { id: number }) => id)));
  });
});
