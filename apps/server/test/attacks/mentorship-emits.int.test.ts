import { sessionFocus } from '@skilltrace/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories, readLedger } from '../factories.js';

const SESSIONS = '/api/mentorship_sessions';

let api: TestApi;
let tokens: Record<'intern' | 'mentor' | 'admin', string>;
let ids: Record<'intern' | 'mentor' | 'admin', number>;
let skillIds: number[];
let projectId: number;
let before: Awaited<ReturnType<typeof readLedger>>;

// The intern and the mentor are members of a project with skills, so everything that a mentorship signal would need exists.
beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  ids = { intern: await make.profile(), mentor: await make.profile(), admin: await make.profile({ isAdmin: true }) };
  tokens = { intern: await api.tokenOf(ids.intern), mentor: await api.tokenOf(ids.mentor), admin: await api.tokenOf(ids.admin) };
  skillIds = [await make.skill(), await make.skill()];
  projectId = await make.project({ techLeadId: ids.mentor, skillIds });
  for (const profileId of [ids.intern, ids.mentor]) {
    expect(
      (await api.call('POST', `/api/projects/${projectId}/assignments`, { token: tokens.admin, body: { profileId, role: 'Engineer' } }))
        .status,
    ).toBe(201);
  }
  before = await readLedger(api.database);
  expect(before).toHaveLength(4);
});
afterAll(() => api.close());

it.each(sessionFocus.options)('a completed session about %s does not change the ledger', async (focus) => {
  const asked = await api.call('POST', SESSIONS, { token: tokens.intern, body: { mentorId: ids.mentor, sessionFocus: focus, projectId } });
  expect(asked.status).toBe(201);
  for (const status of ['accepted', 'completed']) {
    expect((await api.call('PATCH', `${SESSIONS}/${asked.body.id}`, { token: tokens.mentor, body: { status } })).status).toBe(200);
  }
  expect(await readLedger(api.database)).toEqual(before);
});

it.each([
  { skillIds: [1] },
  { skills: ['Rust'] },
  { signalType: 'completed' },
  { sourceType: 'project' },
  { weight: 3 },
  { metadata: { skill_ideas: ['Rust'] } },
])('a session request with the extra field %j is rejected', async (smuggled) => {
  const body = { mentorId: ids.mentor, sessionFocus: 'technical_guidance', projectId };
  expect((await api.call('POST', SESSIONS, { token: tokens.intern, body: { ...body, ...smuggled } })).status).toBe(400);
  const asked = await api.call('POST', SESSIONS, { token: tokens.intern, body });
  expect(
    (await api.call('PATCH', `${SESSIONS}/${asked.body.id}`, { token: tokens.mentor, body: { status: 'accepted', ...smuggled } })).status,
  ).toBe(400);
  expect(await readLedger(api.database)).toEqual(before);
});

it('activity charts contain no mentorship signals', async () => {
  for (const path of [
    `/api/users/${ids.intern}/skills/activity`,
    `/api/projects/${projectId}/skills/activity`,
    '/api/organization/skills/activity',
  ]) {
    const { status, body } = await api.call('GET', path, { token: tokens.admin });
    expect(status).toBe(200);
    expect(body.items.filter(({ sourceType }: { sourceType: string }) => sourceType === 'mentorship')).toEqual([]);
    expect(body.items.length).toBeGreaterThan(0);
  }
});
