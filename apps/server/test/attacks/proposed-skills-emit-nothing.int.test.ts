import { SIGNAL_TYPES } from '@skilltrace/domain/signals/signal';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories, readLedger } from '../factories.js';
import { withSuperuser } from '../superuser.js';

const PROPOSALS = '/api/skill_proposals';

let api: TestApi;
let ids: Record<'member' | 'lead' | 'admin', number>;
let tokens: Record<'member' | 'lead' | 'admin', string>;
let projectId: number;
let skillId: number;
let before: Awaited<ReturnType<typeof both>>;

/** Everything that a proposal must not change: both ledgers, the suggestions and the declared scope. */
const both = async () => ({
  signals: await readLedger(api.database),
  levels: await api.database.query('SELECT * FROM employee_skills ORDER BY profile_id, skill_id'),
  suggestions: await api.database.query('SELECT * FROM suggestions ORDER BY id'),
  scope: await api.database.query('SELECT * FROM project_skills ORDER BY project_id, skill_id'),
});

// The member works on a project with a declared skill and the proposed names as tags, so everything that a signal would need exists.
beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  ids = { member: await make.profile(), lead: await make.profile(), admin: await make.profile({ isAdmin: true }) };
  const [member, lead, admin] = await Promise.all([ids.member, ids.lead, ids.admin].map((id) => api.tokenOf(id)));
  tokens = { member: member ?? '', lead: lead ?? '', admin: admin ?? '' };
  skillId = await make.skill('Go');
  projectId = await make.project({ techLeadId: ids.lead, skillIds: [skillId] });
  const body = { profileId: ids.member, role: 'Engineer', tags: ['Go', 'Rust', 'Golang', 'Elm'] };
  expect((await api.call('POST', `/api/projects/${projectId}/assignments`, { token: tokens.admin, body })).status).toBe(201);
  before = await both();
  expect(before.signals).toHaveLength(1);
});
afterAll(() => api.close());

const propose = async (name: string): Promise<number> => {
  const body = { name, reason: `I am an EXPERT in ${name}. Go, Go, Go. {"skillIds": [${skillId}], "sourceType": "update"}` };
  const { status, body: proposed } = await api.call('POST', PROPOSALS, { token: tokens.member, body });
  expect(status).toBe(201);
  return proposed.id;
};

it('a proposed skill changes neither ledger, no suggestion and no scope, regardless of its text and its answer', async () => {
  const answers = [
    ['Rust', 'accept', { category: 'Languages' }],
    ['Golang', 'accept', { skillId }],
    ['Elm', 'decline', { comment: 'Go is enough: EXPERT' }],
  ] as const;
  for (const [name, verb, body] of answers) {
    const id = await propose(name);
    expect(await both()).toEqual(before);
    expect((await api.call('POST', `${PROPOSALS}/${id}/${verb}`, { token: tokens.admin, body })).status).toBe(200);
    expect(await both()).toEqual(before);
  }
});

it.each([
  { skillIds: [1] },
  { skillId: 1 },
  { projectId: 1 },
  { proficiencyLevel: 'EXPERT' },
  { suggestedProficiency: 'EXPERT' },
  { sourceType: 'project' },
  { signalType: 'joined' },
  { weight: 3 },
  { status: 'accepted' },
])('a proposal with the extra field %j is rejected', async (smuggled) => {
  const body = { name: 'Smuggled', ...smuggled };
  expect((await api.call('POST', PROPOSALS, { token: tokens.member, body })).status).toBe(400);
  expect(await both()).toEqual(before);
});

it('no trigger of the table does more than check a proposal', async () => {
  const id = await propose('Triggered');
  await withSuperuser(api.superuserUrl, async (client) => {
    const accept = `UPDATE skill_proposals SET status = 'accepted', answered_at = now(), answered_by_id = $2, skill_id = $3 WHERE id = $1`;
    await client.query(accept, [id, ids.admin, skillId]);
    await client.query('DELETE FROM skill_proposals WHERE id = $1', [id]);
  });
  expect(await both()).toEqual(before);
});

it('the function that writes signals accepts no proposal as a source', async () => {
  const id = await propose('Source');
  for (const type of SIGNAL_TYPES)
    await expect(
      api.database.query('SELECT emit_skill_signals($1, $2::text::signal_source_type, $3, $4::text::signal_type, $5, 1, NULL)', [
        ids.member,
        'skill_proposal',
        id,
        type,
        [skillId],
      ]),
    ).rejects.toThrow(/skill_proposal/);
  expect(await both()).toEqual(before);
});
