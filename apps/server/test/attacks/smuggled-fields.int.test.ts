import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories, readLedger } from '../factories.js';

/** Fields with which a client might try to influence a signal. No client may set `weight`. */
const SMUGGLED: readonly [field: string, value: unknown][] = [
  ['weight', 100],
  ['skillIds', [1]],
  ['skills', ['Rust']],
  ['signalType', 'completed'],
  ['sourceType', 'mentorship'],
  ['sourceId', 1],
  ['recordedAt', '2020-01-01T00:00:00Z'],
  ['metadata', { skill_ideas: ['Rust'] }],
];

let api: TestApi;
let member: number;
let newcomer: number;
let projectId: number;
let updateId: number;
let assignmentId: number;
let token: string;
let memberToken: string;
let before: Awaited<ReturnType<typeof readLedger>>;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  token = await api.tokenOf(await make.profile({ isAdmin: true }));
  [member, newcomer] = [await make.profile(), await make.profile()];
  memberToken = await api.tokenOf(member);
  projectId = await make.project({ techLeadId: member, skillIds: [await make.skill('Rust'), await make.skill('Go')] });
  assignmentId = await make.assignment({ profileId: member, projectId });
  updateId = (await api.call('POST', '/api/progress_updates', { token: memberToken, body: { projectId, content: 'work' } })).body.id;
  before = await readLedger(api.database);
  expect(before).toHaveLength(2);
});
afterAll(() => api.close());

describe.each(SMUGGLED)('a field `%s`', (field, value) => {
  const smuggled = { [field]: value };

  it('is rejected on every route that emits signals, and nothing is written', async () => {
    const sent = [
      await api.call('POST', '/api/progress_updates', { token: memberToken, body: { projectId, content: 'work', ...smuggled } }),
      await api.call('POST', '/api/progress_updates', { token, body: { projectId, userId: member, content: 'work', ...smuggled } }),
      await api.call('PATCH', `/api/progress_updates/${updateId}`, { token: memberToken, body: { content: 'work', ...smuggled } }),
      await api.call('POST', `/api/projects/${projectId}/assignments`, {
        token,
        body: { profileId: newcomer, role: 'Engineer', ...smuggled },
      }),
      await api.call('PATCH', `/api/assignments/${assignmentId}`, { token, body: { role: 'Engineer', ...smuggled } }),
    ];
    expect(sent.map(({ status, body }) => [status, body.code])).toEqual(sent.map(() => [400, 'VALIDATION_FAILED']));
    expect(await readLedger(api.database)).toEqual(before);
  });

  it('makes a line of an import invalid', async () => {
    const line = {
      projectId,
      userId: member,
      content: 'work',
      externalId: `smuggled-${field}`,
      createdAt: '2024-01-01T00:00:00Z',
      ...smuggled,
    };
    const { status, body } = await api.call('POST', '/api/progress_updates/import', {
      token,
      body: `${JSON.stringify(line)}\n`,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect({ status, body }).toMatchObject({ status: 200, body: { imported: 0, rejected: 1, signals: 0 } });
    expect(await readLedger(api.database)).toEqual(before);
  });
});

it('weights and scores appear in no response', async () => {
  for (const path of [
    `/api/users/${member}/skills/activity`,
    `/api/users/${member}/skills/distribution`,
    `/api/users/${member}/skills/momentum`,
    `/api/users/${member}/skills/summary`,
    '/api/organization/skills/distribution',
    '/api/openapi.json',
  ]) {
    const { status, body } = await api.call('GET', path, { token });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/"(weight|score|points|rank)"/i);
  }
});
