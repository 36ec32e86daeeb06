import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditAction } from '@skilltrace/contract';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { REQUESTS } from '../access-matrix/requests.js';
import { createScene, type Scene } from '../access-matrix/scene.js';
import { MATRIX } from '../access-matrix/table.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { entriesOf, type LoggedEntry } from '../audit-entries.js';
import { TEST_LOGINS } from '../template-database.js';

/** The audit entries of each writing route, for the requests of the access matrix. A new route must be added here. */
const EXPECTED: Readonly<Record<string, readonly AuditAction[]>> = {
  'POST /api/demo_session': [],
  'POST /api/session': [],
  'DELETE /api/session': [],
  'PUT /api/session/password': ['sign_in.password_set'],
  'DELETE /api/sessions': [],
  'DELETE /api/sessions/:id': [],
  'DELETE /api/profiles/:id/sessions': ['sign_in.sessions_ended'],
  'POST /api/api_tokens': ['api_token.created'],
  'DELETE /api/api_tokens/:id': ['api_token.revoked'],
  'POST /api/profiles/:id/invitation': ['invitation.made'],
  'POST /api/invitations': ['invitation.made'],
  'POST /api/invitations/:code': ['sign_in.password_set'],
  'POST /api/skills': ['skill.created'],
  'PATCH /api/skills/:id': ['skill.recategorised'],
  'POST /api/skill_proposals': [],
  'POST /api/skill_proposals/:id/accept': ['skill.created'],
  'POST /api/skill_proposals/:id/decline': [],
  'POST /api/skills/:id/merge': ['project_scope.removed', 'project_scope.removed', 'skill.merged'],
  'POST /api/projects': ['project.created', 'project_scope.added', 'project_scope.added'],
  'PATCH /api/projects/:id': ['project.changed'],
  'PUT /api/projects/:id/skills': ['project_scope.removed'],
  'POST /api/projects/:id/assignments': ['assignment.started'],
  'POST /api/projects/:id/complete': ['assignment.ended', 'project.completed'],
  'PATCH /api/assignments/:id': ['assignment.changed'],
  'POST /api/profiles': ['person.created'],
  'PATCH /api/profiles/:id': ['person.changed'],
  'POST /api/profiles/:id/erase': ['person.changed', 'person.erased', 'person.left'],
  'POST /api/directory/sync': ['import.run', 'skill.created'],
  'POST /api/mentorship_sessions': [],
  'PATCH /api/mentorship_sessions/:id': [],
  'POST /api/progress_updates': [],
  'POST /api/progress_updates/import': ['import.run'],
  'PATCH /api/progress_updates/:id': [],
  'POST /api/saved_views': [],
  'PATCH /api/saved_views/:id': [],
  'DELETE /api/saved_views/:id': [],
  'POST /api/suggestions': [],
  'POST /api/suggestions/seen': [],
  'POST /api/validation_inbox/resolve': ['suggestion.approved', 'validated_skill.added'],
  'POST /api/validation_inbox/decisions/:id/restore': ['validated_skill.added'],
};
/** Routes that accept anyone with the code, without a signed-in person. */
const OPEN = ['POST /api/invitations/:code'];
/** Routes that accept only a browser session. The caller has a password and two sessions, and sends the cookie of one. */
const IN_A_BROWSER: Readonly<Record<string, (otherSession: number) => { path: string; body?: unknown }>> = {
  'PUT /api/session/password': () => ({
    path: '/api/session/password',
    body: { currentPassword: PASSWORD, newPassword: `another ${PASSWORD}` },
  }),
  'DELETE /api/sessions': () => ({ path: '/api/sessions' }),
  'DELETE /api/sessions/:id': (otherSession) => ({ path: `/api/sessions/${otherSession}` }),
};
const PASSWORD = 'correct horse battery';
const USER_AGENT = 'Mozilla/5.0 (audit)';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi({ DEMO: 'true' });
});
afterAll(() => api.close());

const since = async () => (await entriesOf(api.database)).at(-1)?.id ?? 0;

async function send(scene: Scene, route: string, headers: Record<string, string>, token?: string) {
  const [method = ''] = route.split(' ');
  const { path, body, headers: own } = (await REQUESTS[route]?.(scene)) ?? { path: '' };
  const before = await since();
  const request = { token, body, headers: { 'user-agent': USER_AGENT, ...own, ...headers } };
  const once = () => api.call(method as Parameters<TestApi['call']>[0], path, request);
  const answer = await once();
  expect(answer.status).toBeLessThan(300);
  return { entries: await entriesOf(api.database, before), again: once };
}

const actionsOf = (entries: readonly LoggedEntry[]) => entries.map(({ action }) => action).toSorted();

describe('audit entries of writing routes', () => {
  it('are listed in this file for every writing route', () => {
    const writing = MATRIX.map(({ route }) => route).filter((route) => !route.startsWith('GET '));
    expect(writing.filter((route) => !(route in EXPECTED))).toEqual([]);
  });

  it.each(Object.keys(IN_A_BROWSER))('%s writes exactly the expected entries, with the signed-in person as actor', async (route) => {
    const { ids } = await createScene(api);
    const sessions = api.app.get(BrowserSessions);
    await setPassword(api.database, ids.member, PASSWORD);
    await sessions.start(ids.member);
    const [other] = await api.database.query<{ id: number }>('SELECT id FROM auth_sessions WHERE profile_id = $1', [ids.member]);
    const cookie = (await sessions.start(ids.member)).split(';')[0] ?? '';
    const before = await since();
    const { path, body } = IN_A_BROWSER[route]?.(other?.id ?? 0) ?? { path: '' };
    const method = route.split(' ')[0] as Parameters<TestApi['call']>[0];
    expect((await api.call(method, path, { body, headers: { cookie, 'user-agent': USER_AGENT } })).status).toBe(204);
    const entries = await entriesOf(api.database, before);
    expect(actionsOf(entries)).toEqual(EXPECTED[route]);
    for (const entry of entries)
      expect(entry).toMatchObject({
        actorId: ids.member,
        profileId: ids.member,
        via: 'session',
        address: '127.0.0.1',
        userAgent: USER_AGENT,
      });
  });

  const BY_TOKEN = Object.entries(EXPECTED).filter(([route]) => !(route in IN_A_BROWSER));
  it.each(BY_TOKEN)('%s writes exactly the expected entries, with the caller as actor', async (route, expected) => {
    const scene = await createScene(api);
    // An admin who is not a member of the project cannot post there.
    const caller = (MATRIX.find((line) => line.route === route)?.expected.admin ?? 0) < 300 ? 'admin' : 'member';
    const { entries } = await send(scene, route, {}, scene.tokens[caller]);
    expect(actionsOf(entries)).toEqual([...expected].toSorted());
    const [token] = await api.database.query<{ id: number }>('SELECT id FROM api_tokens WHERE profile_id = $1 AND revoked_at IS NULL', [
      scene.ids.admin,
    ]);
    const who = OPEN.includes(route)
      ? { actorId: null, via: 'nobody', apiTokenId: null }
      : { actorId: scene.ids.admin, via: 'token', apiTokenId: token?.id };
    for (const entry of entries)
      expect(entry).toMatchObject({ ...who, address: '127.0.0.1', userAgent: USER_AGENT, databaseRole: TEST_LOGINS.server });
    expect(new Set(entries.map(({ originId }) => originId)).size).toBe(Math.min(entries.length, 1));
  });

  const POSTS = Object.entries(EXPECTED).filter(([route, expected]) => route.startsWith('POST ') && expected.length > 0);
  it.each(POSTS)('%s writes the same entries with an Idempotency-Key, and none when the request is repeated', async (route, expected) => {
    const scene = await createScene(api);
    const { entries, again } = await send(scene, route, { 'idempotency-key': `once ${route}` }, scene.tokens.admin);
    expect(actionsOf(entries)).toEqual([...expected].toSorted());
    for (const entry of entries) expect(entry.actorId).toBe(OPEN.includes(route) ? null : scene.ids.admin);
    const before = await since();
    expect((await again()).headers['content-type']).toBeDefined();
    expect(await entriesOf(api.database, before)).toEqual([]);
  });

  it('are not written for a rejected request', async () => {
    const scene = await createScene(api);
    for (const route of Object.keys(EXPECTED).filter((each) => !OPEN.includes(each))) {
      const [method = ''] = route.split(' ');
      const { path, body, headers } = (await REQUESTS[route]?.(scene)) ?? { path: '' };
      const before = await since();
      await api.call(method as Parameters<TestApi['call']>[0], path, { token: scene.tokens.revoked, body, headers });
      expect([route, await entriesOf(api.database, before)]).toEqual([route, []]);
    }
  });
});

describe('content of audit entries', () => {
  it('shows that the request came with a browser session', async () => {
    const scene = await createScene(api);
    const email = `audited-${scene.ids.admin}@example.org`;
    await setPassword(api.database, scene.ids.admin, 'correct horse battery');
    await api.database.query('UPDATE profiles SET email = $2 WHERE id = $1', [scene.ids.admin, email]);
    const signedIn = await api.call('POST', '/api/session', { body: { email, password: 'correct horse battery' } });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const { entries } = await send(scene, 'PATCH /api/projects/:id', { cookie });
    expect(entries).toMatchObject([{ action: 'project.changed', actorId: scene.ids.admin, via: 'session', apiTokenId: null }]);
  });

  /** Sends a request as the admin of a new scene and returns its entries. */
  const entriesFor = async (request: (scene: Scene) => { method: 'PATCH' | 'PUT' | 'POST'; path: string; body: unknown }) => {
    const scene = await createScene(api);
    const { method, path, body } = request(scene);
    const before = await since();
    expect((await api.call(method, path, { token: scene.tokens.admin, body })).status).toBeLessThan(300);
    return { scene, entries: await entriesOf(api.database, before) };
  };

  it('names the new and the previous Tech Lead', async () => {
    const { scene, entries } = await entriesFor(({ projectId, ids }) => ({
      method: 'PATCH',
      path: `/api/projects/${projectId}`,
      body: { techLeadId: ids.outsider, name: 'Renamed', status: 'archived' },
    }));
    const { lead, outsider } = scene.ids;
    const change = { before: { techLeadId: lead }, after: { techLeadId: outsider } };
    expect(entries.toSorted((one, other) => one.action.localeCompare(other.action))).toMatchObject([
      { action: 'project.archived', projectId: scene.projectId, details: { before: { status: 'active' }, after: { status: 'archived' } } },
      { action: 'project.changed', details: { fields: ['name'] } },
      { action: 'project.lead_removed', profileId: lead, details: change },
      { action: 'project.lead_set', profileId: outsider, details: change },
    ]);
  });

  it('has the tags before and after, and the person and project of the assignment', async () => {
    const { scene, entries } = await entriesFor(({ assignmentId }) => ({
      method: 'PATCH',
      path: `/api/assignments/${assignmentId}`,
      body: { tags: ['Go'] },
    }));
    expect(entries).toMatchObject([
      {
        action: 'assignment.retagged',
        subjectId: scene.assignmentId,
        projectId: scene.projectId,
        profileId: scene.ids.member,
        details: { before: { tags: [] }, after: { tags: ['Go'] } },
      },
    ]);
  });

  it('lists the tokens and assignments that end when a person leaves', async () => {
    const { scene, entries } = await entriesFor(({ ids }) => ({
      method: 'PATCH',
      path: `/api/profiles/${ids.member}`,
      body: { isActive: false },
    }));
    expect(actionsOf(entries)).toEqual(['api_token.revoked', 'assignment.ended', 'person.left']);
    for (const { profileId } of entries) expect(profileId).toBe(scene.ids.member);
  });

  it('has the new name of a renamed skill', async () => {
    const { scene, entries } = await entriesFor(({ skillIds }) => ({
      method: 'PATCH',
      path: `/api/skills/${skillIds[0]}`,
      body: { name: `Renamed ${skillIds[0]}` },
    }));
    expect(entries).toMatchObject([
      { action: 'skill.renamed', skillId: scene.skillIds[0], details: { after: { name: `Renamed ${scene.skillIds[0]}` } } },
    ]);
  });

  it('has the counts of an import', async () => {
    const { entries } = await entriesFor(({ ids }) => ({
      method: 'POST',
      path: '/api/directory/sync',
      body: { skills: [{ name: `Counted ${ids.admin}`, category: 'Test' }], profiles: [{ email: 'nobody@example.org', name: 'Nobody' }] },
    }));
    const counts = { skills: { created: 1, updated: 0, unchanged: 0, rejected: 0 }, profiles: { created: 1 }, signals: 0 };
    expect(entries.find(({ action }) => action === 'import.run')?.details).toMatchObject({ kind: 'organisation', isWhole: true, counts });
    expect(actionsOf(entries)).toEqual(['import.run', 'person.created', 'skill.created']);
  });

  it('shows that an import was interrupted, with the counts of the imported rows', async () => {
    const { importProgressUpdates } = await import('../../src/progress-updates/import-progress-updates.js');
    const { projectId, ids } = await createScene(api);
    const before = await since();
    async function* broken() {
      for (const n of [1, 2])
        yield `${JSON.stringify({ projectId, userId: ids.member, content: `Work ${n}`, createdAt: '2024-01-01T00:00:00Z' })}\n`;
      throw new Error('the line broke');
    }
    await expect(importProgressUpdates(api.database.from({ via: 'command' }), broken(), { batchSize: 1 })).rejects.toMatchObject({
      cause: { message: 'the line broke' },
    });
    expect(await entriesOf(api.database, before)).toMatchObject([
      {
        action: 'import.run',
        via: 'command',
        actorId: null,
        details: { kind: 'progress_updates', isWhole: false, counts: { imported: 2, rejected: 0 } },
      },
    ]);
  });
});
