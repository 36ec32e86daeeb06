import type { AuditEntry } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { TEST_LOGINS } from '../../test/template-database.js';
import { runInTest } from '../../test/test-terminal.js';

const SESSION_SECRET = 'a secret of at least 32 characters';
const MANY = 2_100;

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: { ada: number; bob: number; member: number; project: number; other: number; skill: number };
let tokens: { ada: string; bob: string };

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  const [ada, bob, member] = [
    await make.profile({ name: 'Ada', isAdmin: true }),
    await make.profile({ isAdmin: true }),
    await make.profile(),
  ];
  const skill = await make.skill('Go');
  const [project, other] = [await make.project({ techLeadId: ada, name: 'Atlas' }), await make.project({ techLeadId: bob })];
  ids = { ada, bob, member, project, other, skill };
  tokens = { ada: await api.tokenOf(ada), bob: await api.tokenOf(bob) };
  await api.call('PUT', `/api/projects/${project}/skills`, { token: tokens.ada, body: { skillIds: [skill] } });
  await api.call('POST', `/api/projects/${project}/assignments`, { token: tokens.ada, body: { profileId: member, role: 'Engineer' } });
  await api.call('POST', `/api/projects/${other}/assignments`, { token: tokens.bob, body: { profileId: member, role: 'Engineer' } });
});
afterAll(() => api.close());

const list = async (query: string): Promise<AuditEntry[]> => {
  const answer = await api.call('GET', `/api/audit_log?${query}`, { token: tokens.ada });
  expect(answer.status).toBe(200);
  return answer.body.items;
};
const lines = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AuditEntry);

describe('GET /api/audit_log', () => {
  it('returns actor, action and subject with their current names', async () => {
    const [entry] = await list(`action=project_scope.added`);
    expect(entry).toMatchObject({
      actor: { id: ids.ada, name: 'Ada' },
      via: 'token',
      address: '127.0.0.1',
      databaseRole: TEST_LOGINS.server,
      subjectType: 'project',
      subjectId: ids.project,
      person: null,
      project: { id: ids.project, name: 'Atlas' },
      skill: { id: ids.skill, name: 'Go' },
    });
    await api.database.query("UPDATE projects SET name = 'Atlas II' WHERE id = $1", [ids.project]);
    expect((await list(`action=project_scope.added`))[0]?.project?.name).toBe('Atlas II');
  });

  it.each([
    ['action=assignment.started', 2],
    ['actorId=$ada', 2],
    ['actorId=$ada&action=assignment.started', 1],
    ['profileId=$member&action=assignment.started', 2],
    ['projectId=$other&subjectType=assignment', 1],
    ['subjectType=project&subjectId=$project&action=project.created', 1],
    ['actorId=$member', 0],
    ['action=assignment.started&to=2020-01-01T00:00:00Z', 0],
    ['action=assignment.started&from=2020-01-01T00:00:00Z', 2],
  ])('filters by %s', async (query, found) => {
    const filled = query.replaceAll(/\$(\w+)/g, (_, name: keyof typeof ids) => String(ids[name]));
    expect(await list(filled)).toHaveLength(found);
  });

  it('pages through every entry once, newest first', async () => {
    const seen: AuditEntry[] = [];
    for (let cursor = ''; ;) {
      const { body } = await api.call('GET', `/api/audit_log?limit=3${cursor}`, { token: tokens.ada });
      seen.push(...body.items);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    const all = await list('limit=200');
    expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const order = all.map(({ recordedAt, id }) => `${recordedAt} ${String(id).padStart(9, '0')}`);
    expect(order).toEqual(order.toSorted().toReversed());
    expect(all.at(-1)).toMatchObject({ action: 'log.started', databaseRole: 'skilltrace_owner' });
  });

  it.each(['action=everything', 'actorId=x', 'from=yesterday', 'subjectType=table', 'cursor=x', 'limit=1000', 'name=Ada'])(
    'rejects %s',
    async (query) => {
      expect(await api.call('GET', `/api/audit_log?${query}`, { token: tokens.ada })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      });
    },
  );
});

describe('GET /api/audit_log/export', () => {
  beforeAll(async () => {
    await api.database.query("INSERT INTO skills (skill_name, category) SELECT 'Many ' || n, 'Test' FROM generate_series(1, $1) n", [MANY]);
  });

  it('returns every entry as a line, across several reads', async () => {
    const answer = await api.call('GET', '/api/audit_log/export', { token: tokens.ada });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/x-ndjson', 'content-disposition': 'attachment; filename="audit-log.ndjson"' },
    });
    const entries = lines(answer.body);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.filter(({ details }) => String(details.after?.['name']).startsWith('Many '))).toHaveLength(MANY);
    expect(entries.slice(0, 200)).toEqual(await list('limit=200'));
  });

  it('applies the filters of the list and is empty without matches', async () => {
    const of = async (query: string) => (await api.call('GET', `/api/audit_log/export?${query}`, { token: tokens.ada })).body;
    expect(lines(await of('action=assignment.started'))).toEqual(await list('action=assignment.started'));
    expect(await of(`actorId=${ids.member}`)).toBe('');
  });

  it('rejects invalid queries', async () => {
    expect((await api.call('GET', '/api/audit_log/export?action=x', { token: tokens.ada })).status).toBe(400);
    expect((await api.call('GET', '/api/audit_log/export?limit=3', { token: tokens.ada })).status).toBe(400);
  });

  it('the command line writes the same export and marks its own changes in the log', async () => {
    const environment = { DATABASE_URL: api.ownerUrl, SESSION_SECRET };
    const { body } = await api.call('GET', '/api/audit_log/export', { token: tokens.ada });
    expect(await runInTest(environment, ['export-audit-log'])).toMatchObject({ code: 0, stdout: body });
    const one = await runInTest(environment, ['export-audit-log', '--action', 'assignment.started', '--project-id', String(ids.other)]);
    expect(lines(one.stdout)).toHaveLength(1);
    expect(await runInTest(environment, ['export-audit-log', '--actor-id', 'x'])).toMatchObject({ code: 2, stdout: '' });

    const email = `made-${ids.ada}@example.org`;
    await api.database.query('UPDATE profiles SET email = $2 WHERE id = $1', [ids.ada, email]);
    await runInTest(environment, ['token', 'create', '--email', email, '--name', 'night']);
    expect((await list('action=api_token.created'))[0]).toMatchObject({
      via: 'command',
      actor: null,
      address: null,
      person: { id: ids.ada },
    });
  });
});
