import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../access-matrix/scene.js';
import { REQUESTS } from '../access-matrix/requests.js';
import { MATRIX } from '../access-matrix/table.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { readLedger } from '../factories.js';
import { readDocument, type Operation } from '../api-document/operations.js';
import { reportSkill } from '../../src/validation/report-skill.js';

type Method = Parameters<TestApi['call']>[0];

let api: TestApi;
let scene: Scene;
let operations: readonly Operation[];
/** Records of the other project, which the stranger leads and the outsider is a member of. */
let theirs: { projectId: number; assignmentId: number; suggestionId: number; updateId: number };

beforeAll(async () => {
  api = await createTestApi({ DEMO: 'true' });
  ({ operations } = readDocument((await api.call('GET', '/api/openapi.json')).body));
  scene = await createScene(api);
  const [assignment] = await api.database.query<{ id: number; projectId: number }>(
    'SELECT id, project_id AS "projectId" FROM assignments WHERE profile_id = $1',
    [scene.ids.outsider],
  );
  const projectId = assignment?.projectId ?? 0;
  const update = await api.call('POST', '/api/progress_updates', {
    token: scene.tokens.outsider,
    body: { projectId, content: 'secret of theirs' },
  });
  theirs = {
    projectId,
    assignmentId: assignment?.id ?? 0,
    suggestionId: (await reportSkill(api.database, scene.ids.outsider, { skillId: scene.skillIds[0] ?? 0, suggestedProficiency: 'EXPERT' }))
      .id,
    updateId: update.body.id,
  };
});
afterAll(() => api.close());

describe('the Tech Lead of one project', () => {
  it('cannot read or change records of another project by their ids', async () => {
    const before = [await readLedger(api.database), await api.database.query('SELECT * FROM assignments ORDER BY id')];
    const { skillIds, ids } = scene;
    const { projectId, assignmentId, updateId } = theirs;
    const sent: [Method, string, unknown, number][] = [
      ['PATCH', `/api/projects/${projectId}`, { name: 'Taken' }, 403],
      ['PATCH', `/api/projects/${scene.projectId}`, { techLeadId: ids.stranger }, 403],
      ['PUT', `/api/projects/${projectId}/skills`, { skillIds }, 403],
      ['POST', `/api/projects/${projectId}/assignments`, { profileId: ids.lead, role: 'Spy' }, 403],
      ['PATCH', `/api/assignments/${assignmentId}`, { tags: ['Taken'] }, 403],
      ['POST', `/api/projects/${projectId}/complete`, undefined, 403],
      ['GET', `/api/projects/${projectId}/completion_preview`, undefined, 403],
      ['GET', `/api/projects/${projectId}/skills/distribution`, undefined, 403],
      ['GET', `/api/users/${ids.outsider}/skills/activity?projectId=${projectId}`, undefined, 403],
      // Tech Leads see everyone's skills, but only the work on their own projects.
      ['GET', `/api/users/${ids.outsider}/skills/activity?projectId=${scene.projectId}`, undefined, 200],
      ['GET', `/api/profiles/${ids.outsider}`, undefined, 200],
      ['GET', `/api/progress_updates?projectId=${projectId}`, undefined, 403],
      // The updates of a person contain only those that the caller may read.
      ['GET', `/api/progress_updates?userId=${ids.outsider}`, undefined, 200],
      ['GET', `/api/progress_updates?projectId=${scene.projectId}&userId=${ids.outsider}`, undefined, 200],
      ['GET', `/api/progress_updates/${updateId}`, undefined, 403],
      ['PATCH', `/api/progress_updates/${updateId}`, { content: 'Forged' }, 403],
      ['POST', '/api/progress_updates', { projectId, content: 'Forged' }, 403],
      ['POST', '/api/progress_updates', { projectId: scene.projectId, userId: ids.member, content: 'Forged' }, 403],
      ['GET', `/api/suggestions/${theirs.suggestionId}`, undefined, 404],
    ];
    for (const [method, path, body, status] of sent) {
      const answer = await api.call(method, path, { token: scene.tokens.lead, body });
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(JSON.stringify(answer.body)).not.toContain('secret of theirs');
    }
    expect([await readLedger(api.database), await api.database.query('SELECT * FROM assignments ORDER BY id')]).toEqual(before);
  });

  it('cannot decide a suggestion of a person on another project in a batch with a permitted one', async () => {
    const own = (await reportSkill(api.database, scene.ids.member, { skillId: scene.skillIds[0] ?? 0, suggestedProficiency: 'EXPERT' })).id;
    const answer = await api.call('POST', '/api/validation_inbox/resolve', {
      token: scene.tokens.lead,
      body: { decisions: [theirs.suggestionId, own].map((suggestionId) => ({ suggestionId, action: 'APPROVE' })) },
    });
    expect(answer.body.processed.map(({ suggestionId }: { suggestionId: number }) => suggestionId)).toEqual([own]);
    expect(answer.body.errors).toMatchObject([
      { suggestionId: theirs.suggestionId, code: expect.stringMatching(/^(UNAUTHORIZED|NOT_FOUND)$/) },
    ]);
    const [row] = await api.database.query<{ status: string }>('SELECT status FROM suggestions WHERE id = $1', [theirs.suggestionId]);
    expect(row?.status).toBe('PENDING');
    const inbox = await api.call('GET', '/api/validation_inbox', { token: scene.tokens.lead });
    expect(JSON.stringify(inbox.body)).not.toContain(`"profileId":${scene.ids.outsider}`);
  });

  it('finds no records of another project in lists with id filters', async () => {
    for (const path of [
      `/api/progress_updates?id=${theirs.updateId}&id=${scene.updateId}`,
      `/api/mentorship_sessions?profileId=${scene.ids.outsider}`,
    ]) {
      const answer = await api.call('GET', path, { token: scene.tokens.lead });
      expect(answer.status).toBe(200);
      expect(answer.body.items.map(({ id }: { id: number }) => id)).not.toContain(theirs.updateId);
      expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`secret of theirs|"(internId|mentorId)":${scene.ids.outsider}\\b`));
    }
  });
});

describe('a cursor', { timeout: 300_000 }, () => {
  it('from another person or another list reveals no rows that the caller may not see', async () => {
    const lists = operations.filter(({ method, parameters }) => method === 'GET' && parameters.some(({ name }) => name === 'cursor'));
    expect(lists.length).toBeGreaterThan(10);
    // Creates a second row of each kind, so that there is a next page.
    await createScene(api);
    const addressOf = async (route: string) => {
      const { path } = (await REQUESTS[route]?.(scene)) ?? { path: '' };
      return path.includes('?') ? `${path}&` : `${path}?`;
    };
    const addresses = new Map(await Promise.all(lists.map(async ({ route }) => [route, await addressOf(route)] as const)));
    const cursors: string[] = [];
    for (const address of addresses.values())
      for (const token of [scene.tokens.admin, scene.tokens.lead, scene.tokens.member]) {
        const page = await api.call('GET', `${address}limit=1`, { token });
        if (page.status === 200 && page.body.nextCursor) cursors.push(page.body.nextCursor);
      }
    expect(new Set(cursors).size).toBeGreaterThan(4);
    for (const address of addresses.values())
      for (const token of [scene.tokens.outsider, scene.tokens.member]) {
        const own = await api.call('GET', `${address}limit=200`, { token });
        for (const cursor of new Set(cursors)) {
          const answer = await api.call('GET', `${address}limit=200&cursor=${cursor}`, { token });
          expect([address, own.status === 200 ? [200, 400] : [own.status, 400]]).toEqual([
            address,
            expect.arrayContaining([answer.status]),
          ]);
          if (answer.status !== 200) continue;
          const known = new Set(own.body.items.map((item: unknown) => JSON.stringify(item)));
          expect(answer.body.items.filter((item: unknown) => !known.has(JSON.stringify(item)))).toEqual([]);
        }
      }
  });
});

describe('an idempotency key', { timeout: 300_000 }, () => {
  const posts = MATRIX.filter(({ route, expected }) => route.startsWith('POST ') && expected.anonymous === 401);

  it('of another person does not return their response or bypass an access rule', async () => {
    expect(posts.length).toBeGreaterThan(8);
    for (const { route, expected } of posts) {
      const ownScene = await createScene(api);
      const request = await REQUESTS[route]?.(ownScene);
      if (!request) throw new Error(`requests.ts has no request for ${route}`);
      const owner = (['admin', 'lead', 'member'] as const).find((caller) => expected[caller] < 300) ?? 'admin';
      const send = (token: string | undefined) =>
        api.call('POST', request.path, {
          token,
          body: request.body,
          headers: { ...request.headers, 'idempotency-key': 'known to everyone' },
        });
      const first = await send(ownScene.tokens[owner]);
      expect([route, first.status]).toEqual([route, expected[owner]]);
      for (const caller of ['outsider', 'revoked', 'anonymous'] as const) {
        const answer = await send(caller === 'anonymous' ? undefined : ownScene.tokens[caller]);
        if (expected[caller] >= 400) expect([route, caller, answer.status]).toEqual([route, caller, expected[caller]]);
        if (first.body !== '') expect(JSON.stringify(answer.body)).not.toBe(JSON.stringify(first.body));
      }
      // The key does not help a caller who has lost the right in the meantime.
      if (owner === 'admin') {
        await api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [ownScene.ids.admin]);
        const late = await send(ownScene.tokens.admin);
        if (expected.outsider >= 400) expect([route, late.status]).toEqual([route, expected.outsider]);
      }
    }
  });

  it('is not stored with a plain hash of the request, which would allow guessing a password in it', async () => {
    const ownScene = await createScene(api);
    const body = { email: `hashed-${ownScene.ids.admin}@example.org`, name: 'Hashed', password: 'correct horse battery' };
    const sent = await api.call('POST', '/api/profiles', { token: ownScene.tokens.admin, body, headers: { 'idempotency-key': 'hashed' } });
    expect(sent.status).toBe(201);
    const [kept] = await api.database.query<{ hash: string }>(
      "SELECT encode(request_hash, 'hex') AS hash FROM idempotency_keys WHERE caller = $1",
      [`profile:${ownScene.ids.admin}`],
    );
    expect(kept?.hash).toMatch(/^[\da-f]{64}$/);
    const plain = [`POST /api/profiles\n${JSON.stringify(body)}`, JSON.stringify(body), body.password];
    expect(plain.map((text) => createHash('sha256').update(text).digest('hex'))).not.toContain(kept?.hash);
  });
});
