import { completionPreview } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
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
    expect([status, body]).toEqual([200, { members: size, assignmentsEnded: size, signals: size * declared }]);
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
    expect(body).toEqual({ members: 2, assignmentsEnded: 2, signals: 4 });
    expect((await complete(projectId)).body).toMatchObject({ completedNow: true, assignmentsEnded: 2, signals: 4 });
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
    expect((await preview(projectId)).body).toEqual({ members: 0, assignmentsEnded: 0, signals: 0 });
    expect((await preview(999_999_999)).status).toBe(404);
    const archived = await team(skillIds, 1);
    await api.call('PATCH', `/api/projects/${archived.projectId}`, { token: asLead, body: { status: 'archived' } });
    expect(await preview(archived.projectId)).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
    expect(await complete(archived.projectId)).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
  });
});
