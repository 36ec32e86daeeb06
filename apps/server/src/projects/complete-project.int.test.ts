import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { changeAssignment } from './change-assignment.js';
import { completeProject } from './complete-project.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let asLead: string;
let asAdmin: string;
let skillIds: number[];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  lead = await make.profile();
  [asLead, asAdmin] = [await api.tokenOf(lead), await api.tokenOf(await make.profile({ isAdmin: true }))];
  skillIds = [await make.skill(), await make.skill()];
});
afterAll(() => api.close());

const complete = (projectId: number, token = asLead) => api.call('POST', `/api/projects/${projectId}/complete`, { token });
const assign = (projectId: number, profileId: number) =>
  api.call('POST', `/api/projects/${projectId}/assignments`, { token: asLead, body: { profileId, role: 'Engineer' } });
const post = (projectId: number, userId: number) =>
  api.call('POST', '/api/progress_updates', { token: asAdmin, body: { projectId, userId, content: 'work' } });
const signalsFor = async (projectId: number, type = 'completed') =>
  (await readLedger(api.database)).filter(
    (signal) => signal.source_id === projectId && signal.source_type === 'project' && signal.signal_type === type,
  );
async function team(declared: number[], size: number) {
  const projectId = await make.project({ techLeadId: lead, skillIds: declared });
  const people: number[] = [];
  for (let n = 0; n < size; n++) people.push(await make.profile());
  for (const person of people) expect(await assign(projectId, person)).toMatchObject({ status: 201 });
  return { projectId, people };
}

describe('POST /api/projects/:id/complete', () => {
  test('emits `completed` for every active member and declared skill, and ends their assignments', async () => {
    const { projectId, people } = await team(skillIds, 3);
    const gone = await make.profile();
    await make.assignment({ profileId: gone, projectId, startedAt: '2020-01-01T00:00:00Z', endedAt: '2020-02-01T00:00:00Z' });
    const { status, body } = await complete(projectId);
    expect([status, body]).toMatchObject([
      200,
      { completedNow: true, assignmentsEnded: 3, signals: 6, id: projectId, status: 'completed', members: [], memberCount: 0 },
    ]);
    const created_at = body.completedAt;
    expect(await signalsFor(projectId)).toEqual(
      people.flatMap((user_id) =>
        skillIds.map((skill_id) => ({
          user_id,
          skill_id,
          source_type: 'project',
          source_id: projectId,
          signal_type: 'completed',
          weight: 3,
          created_at,
        })),
      ),
    );
    const { items } = (await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body;
    expect(items.map((item: { profileId: number; endedAt: string }) => [item.profileId, item.endedAt]).toSorted()).toEqual(
      [...people.map((person) => [person, created_at]), [gone, '2020-02-01T00:00:00.000Z']].toSorted(),
    );
  });

  test('changes nothing for a completed project', async () => {
    const { projectId } = await team(skillIds, 1);
    const first = await complete(projectId);
    const before = await readLedger(api.database);
    expect(await complete(projectId)).toMatchObject({
      status: 200,
      body: { ...first.body, completedNow: false, assignmentsEnded: 0, signals: 0 },
    });
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('completes a project once for eight concurrent requests', async () => {
    const { projectId } = await team(skillIds, 2);
    const answers = await api.database
      .transaction(async (transaction) => {
        await transaction.query('SELECT FROM projects WHERE id = $1 FOR UPDATE', [projectId]);
        const calls = Array.from({ length: 8 }, () => complete(projectId));
        await untilWaiting(api.database, 8);
        return { all: () => Promise.all(calls) };
      })
      .then(({ all }) => all());
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(answers.filter(({ body }) => body.completedNow)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.completedAt)).size).toBe(1);
    expect(await signalsFor(projectId)).toHaveLength(4);
  });

  test('succeeds without signals for a project without declared skills', async () => {
    const { projectId } = await team([], 2);
    expect(await complete(projectId)).toMatchObject({ status: 200, body: { completedNow: true, assignmentsEnded: 2, signals: 0 } });
    expect(await signalsFor(projectId)).toEqual([]);
  });

  test('rejects an archived project, an unknown project and people who do not lead it', async () => {
    const { projectId, people } = await team(skillIds, 1);
    expect((await complete(projectId, await api.tokenOf(people[0] as number))).status).toBe(403);
    expect((await complete(999_999_999)).status).toBe(404);
    expect((await api.call('POST', `/api/projects/${projectId}/complete`)).status).toBe(401);
    await api.call('PATCH', `/api/projects/${projectId}`, { token: asLead, body: { status: 'archived' } });
    expect(await complete(projectId)).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
    expect(await signalsFor(projectId)).toEqual([]);
  });

  test('changes nothing if its transaction is rolled back', async () => {
    const { projectId } = await team(skillIds, 2);
    const before = await readLedger(api.database);
    const work = api.database.transaction(async (transaction) => {
      expect(await completeProject(transaction, projectId)).toMatchObject({ signals: 4 });
      throw new Error('afterwards');
    });
    await expect(work).rejects.toThrow('afterwards');
    expect(await readLedger(api.database)).toEqual(before);
    expect((await api.call('GET', `/api/projects/${projectId}`, { token: asLead })).body).toMatchObject({
      status: 'active',
      completedAt: null,
      memberCount: 2,
    });
  });
});

describe('a concurrent completion', () => {
  test('either follows an update or makes it fail', async () => {
    const seen = new Set<number>();
    for (let round = 0; round < 8; round++) {
      const { projectId, people } = await team(skillIds, 2);
      const pairs = people.flatMap((person) => [person, person, person]);
      const posts = pairs.slice(0, round % 6).map((person) => post(projectId, person));
      const [completed, ...answers] = await Promise.all([complete(projectId), ...posts, ...pairs.map((person) => post(projectId, person))]);
      expect(completed?.body).toMatchObject({ completedNow: true, signals: 4 });
      for (const answer of answers) {
        seen.add(answer.status);
        if (answer.status !== 201) expect(answer).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } });
      }
      const accepted = answers.filter(({ status }) => status === 201).map(({ body }) => body.id as number);
      const kept = await api.database.query<{ id: number }>('SELECT id FROM progress_updates WHERE project_id = $1 ORDER BY id', [
        projectId,
      ]);
      expect(kept.map(({ id }) => id)).toEqual(accepted.toSorted((a, b) => a - b));
      const signals = (await readLedger(api.database)).filter(
        ({ source_type, source_id }) => source_type === 'update' && accepted.includes(source_id),
      );
      expect(signals).toHaveLength(accepted.length * skillIds.length);
    }
    expect(seen).toContain(409);
  });

  test('rejects an update that waits for it, and waits for an update that is being posted', async () => {
    const { projectId, people } = await team(skillIds, 1);
    const [person] = people as [number];
    let waiting: Promise<{ status: number }> | undefined;
    await api.database.transaction(async (transaction) => {
      await completeProject(transaction, projectId);
      waiting = post(projectId, person);
      await untilWaiting(api.database);
    });
    expect(await waiting).toMatchObject({ status: 409 });

    const other = await team(skillIds, 1);
    let completing: Promise<{ body: object }> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT * FROM post_progress_update($1, $2, $3, NULL, NULL, 2)', [other.projectId, other.people[0], 'work']);
      completing = complete(other.projectId);
      await untilWaiting(api.database);
    });
    expect(await completing).toMatchObject({ body: { completedNow: true, signals: 2 } });
    expect(await api.database.query('SELECT FROM progress_updates WHERE project_id = $1', [other.projectId])).toHaveLength(1);
  });

  test('either includes a new member or makes the assignment fail', async () => {
    for (let round = 0; round < 6; round++) {
      const { projectId } = await team(skillIds, 1);
      const joiners = [await make.profile(), await make.profile(), await make.profile()];
      const answers = await Promise.all([...joiners.map((person) => assign(projectId, person)), complete(projectId)]);
      const joined = answers.filter(({ status }) => status === 201).length;
      expect(answers.at(-1)?.body).toMatchObject({ assignmentsEnded: joined + 1, signals: (joined + 1) * 2 });
      expect(await signalsFor(projectId, 'joined')).toHaveLength((joined + 1) * 2);
      expect(await signalsFor(projectId)).toHaveLength((joined + 1) * 2);
      expect(await api.database.query('SELECT FROM assignments WHERE project_id = $1 AND ended_at IS NULL', [projectId])).toEqual([]);
    }
  });

  test('ends an assignment that started while it waited no earlier than its start', async () => {
    const { projectId } = await team(skillIds, 0);
    const person = await make.profile();
    const completed = await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT now()');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await assign(projectId, person)).status).toBe(201);
      return completeProject(transaction, projectId);
    });
    expect(completed).toMatchObject({ completedNow: true, assignmentsEnded: 1, signals: 2 });
    const [ended] = (await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body.items;
    expect(ended.endedAt).toBe(ended.startedAt);
  });

  test('waits for a concurrent end of an assignment, and emits nothing for that person', async () => {
    const { projectId } = await team(skillIds, 2);
    const [{ id, startedAt }] = (await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body.items;
    let completing: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await changeAssignment(transaction, { profileId: lead, isAdmin: false, via: 'token' }, id, { endedAt: startedAt });
      completing = complete(projectId);
      await untilWaiting(api.database);
    });
    expect(await completing).toMatchObject({ body: { assignmentsEnded: 1, signals: 2 } });
    expect(await signalsFor(projectId)).toHaveLength(2);
  });

  test('keeps the end that it set when the assignment is ended concurrently', async () => {
    const { projectId } = await team(skillIds, 1);
    const [{ id, startedAt }] = (await api.call('GET', `/api/projects/${projectId}/assignments`, { token: asLead })).body.items;
    let takingOff: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await completeProject(transaction, projectId);
      takingOff = api.call('PATCH', `/api/assignments/${id}`, { token: asLead, body: { endedAt: startedAt } });
      await untilWaiting(api.database);
    });
    expect(await takingOff).toMatchObject({ status: 409 });
    expect(await signalsFor(projectId)).toHaveLength(2);
  });

  test('causes no deadlock with renaming a skill', async () => {
    for (let round = 0; round < 5; round++) {
      const name = `Tag ${Math.random()}`;
      const skillId = await make.skill(name);
      const { projectId } = await team([skillId], 2);
      const rename = () => api.call('PATCH', `/api/skills/${skillId}`, { token: asAdmin, body: { name: `Tag ${Math.random()}` } });
      const joiner = await make.profile();
      const answers = await Promise.all([
        rename(),
        assign(projectId, joiner),
        complete(projectId),
        rename(),
        api.call('PUT', `/api/projects/${projectId}/skills`, { token: asLead, body: { skillIds: [skillId] } }),
        rename(),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    }
  });
});
