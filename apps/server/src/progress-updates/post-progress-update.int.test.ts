import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let memberId: number;
let asMember: string;
let asOther: string;
let asAdmin: string;
let projectId: number;
let skillIds: number[];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  memberId = await make.profile();
  skillIds = [await make.skill(), await make.skill()];
  projectId = await make.project({ techLeadId: await make.profile(), skillIds });
  await make.assignment({ profileId: memberId, projectId });
  asMember = await api.tokenOf(memberId);
  asOther = await api.tokenOf(await make.profile());
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
});
afterAll(() => api.close());

const post = (token: string, body: object, headers: Record<string, string> = {}) =>
  api.call('POST', '/api/progress_updates', { token, body: { projectId, content: 'Rewrote the router', ...body }, headers });
const signalsOf = async (updateId: number) =>
  (await readLedger(api.database)).filter((signal) => signal.source_type === 'update' && signal.source_id === updateId);
const countUpdates = async () => (await api.database.query<{ count: number }>('SELECT count(*) AS count FROM progress_updates'))[0]?.count;
/** Runs the work and expects that it created neither an update nor a signal. */
const leavesNothing = async (work: () => Promise<unknown>) => {
  const before = [await readLedger(api.database), await countUpdates()];
  await work();
  expect([await readLedger(api.database), await countUpdates()]).toEqual(before);
};

describe('POST /api/progress_updates', () => {
  test('emits a signal for each declared skill, dated at the time of the update', async () => {
    const answer = await post(asMember, {});
    expect(answer).toMatchObject({ status: 201, body: { projectId, userId: memberId, content: 'Rewrote the router', externalId: null } });
    expect(Object.keys(answer.body).toSorted()).toEqual(['content', 'createdAt', 'externalId', 'id', 'projectId', 'userId']);
    expect(answer.headers.location).toBe(`/api/progress_updates/${answer.body.id}`);
    expect(await signalsOf(answer.body.id)).toEqual(
      skillIds.map((skillId) => ({
        user_id: memberId,
        skill_id: skillId,
        source_type: 'update',
        source_id: answer.body.id,
        signal_type: 'update',
        weight: 2,
        created_at: answer.body.createdAt,
      })),
    );
  });

  test('rejects people who are not active members', async () => {
    await leavesNothing(async () => {
      expect(await post(asOther, {})).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      const left = await make.profile();
      await make.assignment({ profileId: left, projectId, endedAt: '2021-01-01T00:00:00Z' });
      expect((await post(await api.tokenOf(left), {})).status).toBe(403);
    });
  });

  test('rejects a Tech Lead who is not a member, and an admin who does not name a member', async () => {
    const lead = await make.profile();
    const led = await make.project({ techLeadId: lead, skillIds });
    await leavesNothing(async () => {
      expect((await post(await api.tokenOf(lead), { projectId: led })).status).toBe(403);
      expect((await post(asAdmin, {})).status).toBe(403);
    });
  });

  test('rejects an update on a completed project', async () => {
    const done = await make.project({ techLeadId: memberId, skillIds });
    await make.assignment({ profileId: memberId, projectId: done });
    await api.database.query("UPDATE projects SET status = 'completed', completed_at = now() WHERE id = $1", [done]);
    await leavesNothing(async () =>
      expect(await post(asMember, { projectId: done })).toMatchObject({ status: 409, body: { code: 'PROJECT_NOT_ACTIVE' } }),
    );
  });

  test('returns 404 for an unknown project', async () => {
    await leavesNothing(async () => expect((await post(asMember, { projectId: 999_999_999 })).status).toBe(404));
  });

  test('emits no signals for a project without declared skills, even if it has skill ideas', async () => {
    const name = 'Something to learn';
    const idea = await make.skill(name);
    const bare = await make.project({ techLeadId: memberId, metadata: { skill_ideas: [name, String(idea)] } });
    await make.assignment({ profileId: memberId, projectId: bare });
    const before = await readLedger(api.database);
    expect((await post(asMember, { projectId: bare, content: `Learnt ${name}` })).status).toBe(201);
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('emits signals only for declared skills, not for others that the skill ideas and the content mention', async () => {
    const idea = await make.skill('An idea');
    const mixed = await make.project({ techLeadId: memberId, skillIds, metadata: { skill_ideas: ['An idea'] } });
    await make.assignment({ profileId: memberId, projectId: mixed });
    const { body } = await post(asMember, { projectId: mixed, content: 'An idea' });
    const skills = (await signalsOf(body.id)).map((signal) => signal.skill_id);
    expect(skills).toEqual(skillIds);
    expect(skills).not.toContain(idea);
  });

  test.each([
    [{ content: '' }],
    [{ content: ' \n ' }],
    [{ content: 'x'.repeat(10_001) }],
    [{ content: 'a\0b' }],
    [{ content: undefined }],
    [{ projectId: '1' }],
    [{ projectId: 0 }],
    [{ weight: 9 }],
    [{ skillIds: [1] }],
    [{ createdAt: 'yesterday' }],
  ])('rejects %j', async (body) => {
    await leavesNothing(async () => expect(await post(asMember, body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } }));
  });

  test('accepts 10,000 characters, counted as Unicode characters', async () => {
    expect((await post(asMember, { content: '🛠'.repeat(10_000) })).status).toBe(201);
  });

  test('returns 401 without sign-in', async () => {
    expect((await api.call('POST', '/api/progress_updates', { body: { projectId, content: 'x' } })).status).toBe(401);
  });
});

describe('admin fields of POST /api/progress_updates', () => {
  test.each([[{ externalId: 'x' }], [{ createdAt: '2021-01-01T00:00:00Z' }], [{ userId: 2 }]])(
    'reject %j from people who are not admins',
    async (body) => {
      await leavesNothing(async () => expect(await post(asMember, body)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } }));
    },
  );

  test('let an admin post for a member with a past time', async () => {
    const answer = await post(asAdmin, { userId: memberId, createdAt: '2021-03-04T05:06:07.089+02:00' });
    expect(answer).toMatchObject({ status: 201, body: { userId: memberId, createdAt: '2021-03-04T03:06:07.089Z' } });
    expect((await signalsOf(answer.body.id)).map((signal) => signal.created_at)).toEqual(skillIds.map(() => '2021-03-04T03:06:07.089Z'));
  });

  test('reject a time in the future or before the assignment', async () => {
    await leavesNothing(async () => {
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      expect(await post(asAdmin, { userId: memberId, createdAt: tomorrow })).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      });
      expect((await post(asAdmin, { userId: memberId, createdAt: '2019-12-31T23:59:59Z' })).status).toBe(403);
    });
  });

  test('return the existing update if the externalId already exists', async () => {
    const first = await post(asAdmin, { userId: memberId, externalId: 'commit-1' });
    expect(first.status).toBe(201);
    await leavesNothing(async () => {
      const second = await post(asAdmin, { userId: memberId, externalId: 'commit-1', content: 'Something else' });
      expect(second).toMatchObject({ status: 200, body: first.body });
    });
  });
});

describe('a repeated Idempotency-Key', () => {
  test('creates one update and returns the same response for sequential requests', async () => {
    const headers = { 'idempotency-key': 'one after the other' };
    const first = await post(asMember, {}, headers);
    await leavesNothing(async () =>
      expect(await post(asMember, {}, headers)).toMatchObject({
        status: 201,
        body: first.body,
        headers: { location: first.headers.location },
      }),
    );
    expect(await signalsOf(first.body.id)).toHaveLength(2);
  });

  test('creates one update and returns the same response for concurrent requests', async () => {
    const before = [(await readLedger(api.database)).length, Number(await countUpdates())];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(asMember, { content: 'At once' }, { 'idempotency-key': 'at once' })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect([(await readLedger(api.database)).length, Number(await countUpdates())]).toEqual([Number(before[0]) + 2, Number(before[1]) + 1]);
  });

  test('is rejected with a different body', async () => {
    const headers = { 'idempotency-key': 'reused' };
    expect((await post(asMember, {}, headers)).status).toBe(201);
    await leavesNothing(async () =>
      expect(await post(asMember, { content: 'Another' }, headers)).toMatchObject({
        status: 409,
        body: { code: 'IDEMPOTENCY_KEY_REUSED' },
      }),
    );
  });

  test('is independent for different people', async () => {
    const colleague = await make.profile();
    await make.assignment({ profileId: colleague, projectId });
    const headers = { 'idempotency-key': 'everybody has it' };
    const [mine, theirs] = [await post(asMember, {}, headers), await post(await api.tokenOf(colleague), {}, headers)];
    expect([mine.body.userId, theirs.body.userId]).toEqual([memberId, colleague]);
  });
});
