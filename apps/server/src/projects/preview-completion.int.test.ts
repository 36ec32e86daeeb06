import { completionPreview } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { suggest } from '../../test/suggestions.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let asLead: string;
let skillIds: number[];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  lead = await make.profile();
  asLead = await api.tokenOf(lead);
  skillIds = [await make.skill(), await make.skill(undefined, false), await make.skill()];
});
afterAll(() => api.close());

const preview = (projectId: number, token = asLead) => api.call('GET', `/api/projects/${projectId}/completion_preview`, { token });
const complete = (projectId: number) => api.call('POST', `/api/projects/${projectId}/complete`, { token: asLead });
async function team(declared: number[], size: number) {
  const projectId = await make.project({ techLeadId: lead, skillIds: declared });
  const people: number[] = [];
  for (let n = 0; n < size; n++) people.push(await make.profile());
  for (const profileId of people) await make.assignment({ profileId, projectId });
  return { projectId, people };
}

describe('GET /api/projects/:id/completion_preview', () => {
  test.each([
    ['a team with declared skills', 3, 3],
    ['a team without a declared skill', 2, 0],
    ['a project without members', 0, 3],
  ])('returns the same numbers as the completion: %s', async (_name, size, declared) => {
    const { projectId } = await team(skillIds.slice(0, declared), size);
    const former = await make.profile();
    await make.assignment({ profileId: former, projectId, endedAt: '2021-01-01T00:00:00Z' });
    const { status, body } = await preview(projectId);
    const nothing = { decisions: { pending: 0, toAdmins: 0 }, newMembers: [] };
    expect([status, body]).toEqual([200, { members: size, assignmentsEnded: size, signals: size * declared, ...nothing }]);
    expect(completionPreview.parse(body)).toEqual(body);
    const { assignmentsEnded, signals } = (await complete(projectId)).body;
    expect(body).toMatchObject({ assignmentsEnded, signals });
  });

  test('does not count existing signals', async () => {
    const { projectId, people } = await team(skillIds, 2);
    const [first = 0, second = 0] = people;
    // As after a completion that was reverted in the database. Signals of other types and projects must not count.
    const other = await make.project({ techLeadId: lead, skillIds });
    await make.assignment({ profileId: second, projectId: other });
    await api.database.query('UPDATE projects SET completed_at = now() WHERE id = ANY ($1)', [[projectId, other]]);
    await api.database.transaction(async (transaction) => {
      await emitProjectSignals(transaction, 'completed', [
        { userId: first, projectId, skillIds: skillIds.slice(0, 2) },
        { userId: second, projectId: other, skillIds },
      ]);
      await emitProjectSignals(transaction, 'joined', [{ userId: second, projectId, skillIds }]);
    });
    const { body } = await preview(projectId);
    expect(body).toMatchObject({ members: 2, assignmentsEnded: 2, signals: 4 });
    expect((await complete(projectId)).body).toMatchObject({ completedNow: true, assignmentsEnded: 2, signals: 4 });
  });

  test('counts the pending decisions that leave the inbox, and those that only admins will see', async () => {
    const { projectId, people } = await team([], 3);
    const [alone = 0, elsewhere = 0, lead2 = 0] = people;
    const others = await make.project({ techLeadId: await make.profile() });
    await make.assignment({ profileId: elsewhere, projectId: others });
    // Their own project and one without a Tech Lead do not list the suggestions of this person.
    await make.assignment({ profileId: lead2, projectId: await make.project({ techLeadId: lead2 }) });
    await suggest(api.database, 2, { profileId: alone });
    await suggest(api.database, 3, { profileId: elsewhere });
    await suggest(api.database, 1, { profileId: lead2 });
    await suggest(api.database, 1, { profileId: await make.profile() });
    expect((await preview(projectId)).body.decisions).toEqual({ pending: 6, toAdmins: 3 });
    const inbox = async (token: string) => (await api.call('GET', '/api/validation_inbox', { token })).body;
    const admin = await api.tokenOf(await make.profile({ isAdmin: true }));
    const countOf = (unassigned: { profileId: number; pendingSuggestionsCount: number }[]) =>
      unassigned.filter(({ profileId }) => people.includes(profileId)).reduce((sum, one) => sum + one.pendingSuggestionsCount, 0);
    expect(countOf((await inbox(admin)).unassigned)).toBe(0);
    await complete(projectId);
    expect(countOf((await inbox(admin)).unassigned)).toBe(3);
    expect((await preview(projectId)).body.decisions).toEqual({ pending: 0, toAdmins: 0 });
  });

  test('names the people who joined less than a day ago', async () => {
    const { projectId } = await team(skillIds, 1);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    for (const [name, hours] of [
      ['Zoe', 1],
      ['Ada', 23],
      ['Old', 25],
    ] as const)
      await make.assignment({ profileId: await make.profile({ name }), projectId, startedAt: hoursAgo(hours) });
    expect((await preview(projectId)).body.newMembers).toMatchObject([{ name: 'Ada' }, { name: 'Zoe' }]);
  });

  test('changes nothing', async () => {
    const { projectId } = await team(skillIds, 2);
    const before = await readLedger(api.database);
    const first = await preview(projectId);
    expect((await preview(projectId)).body).toEqual(first.body);
    expect(await readLedger(api.database)).toEqual(before);
    expect((await api.call('GET', `/api/projects/${projectId}`, { token: asLead })).body).toMatchObject({
      status: 'active',
      memberCount: 2,
    });
  });

  test('returns zeros for a completed project, and is rejected like the completion', async () => {
    const { projectId, people } = await team(skillIds, 1);
    expect((await preview(projectId, await api.tokenOf(people[0] as number))).status).toBe(403);
    await complete(projectId);
    expect((await preview(projectId)).body).toEqual({
      members: 0,
      assignmentsEnded: 0,
      signals: 0,
      decisions: { pending: 0, toAdmins: 0 },
      newMembers: [],
    });
    expect((await preview(999_999_999)).status).toBe(404);
    const archived = await team(skillIds, 1);
    await api.call('PATCH', `/api/projects/${archived.projectId}`, { token: asLead, body: { status: 'archived' } });
    expect(await preview(archived.projectId)).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
    expect(await complete(archived.projectId)).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
  });
});
