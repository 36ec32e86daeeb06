import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { erasePerson } from '../people/erasure/erase-person.js';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';

type Name = 'admin' | 'intern' | 'mentor' | 'outsider';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: Record<Name, number>;
let tokens: Record<Name, string>;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  ids = {
    admin: await make.profile({ isAdmin: true, name: 'Admin' }),
    intern: await make.profile({ name: 'Ines' }),
    mentor: await make.profile({ name: 'Marek' }),
    outsider: await make.profile({ name: 'Olga' }),
  };
  const { admin, intern, mentor, outsider } = ids;
  tokens = {
    admin: await api.tokenOf(admin),
    intern: await api.tokenOf(intern),
    mentor: await api.tokenOf(mentor),
    outsider: await api.tokenOf(outsider),
  };
});

const PATH = '/api/mentorship_sessions';
const ask = (by: Name, body: object = {}) =>
  api.call('POST', PATH, { token: tokens[by], body: { mentorId: ids.mentor, sessionFocus: 'career_guidance', ...body } });
const patch = (by: Name, id: number, body: unknown) => api.call('PATCH', `${PATH}/${id}`, { token: tokens[by], body });
const read = (by: Name, id: number) => api.call('GET', `${PATH}/${id}`, { token: tokens[by] });
const list = (by: Name, query = '') => api.call('GET', `${PATH}?${query}`, { token: tokens[by] });
const idsOf = async (by: Name, query = '') => (await list(by, query)).body.items.map(({ id }: { id: number }) => id);
const newSession = async (by: Name = 'intern', body: object = {}): Promise<number> => (await ask(by, body)).body.id;

describe('POST /api/mentorship_sessions', () => {
  test('creates a session with the caller as intern', async () => {
    const projectId = await make.project({ techLeadId: ids.mentor, name: 'Harbour' });
    const answer = await ask('intern', { projectId, scheduledAt: '2030-01-01T10:00:00+01:00', sessionFocus: 'project_support' });
    expect(answer).toMatchObject({ status: 201, headers: { location: `${PATH}/${answer.body.id}` } });
    expect(answer.body).toEqual({
      id: expect.any(Number),
      internId: ids.intern,
      internName: 'Ines',
      mentorId: ids.mentor,
      mentorName: 'Marek',
      sessionFocus: 'project_support',
      projectId,
      projectName: 'Harbour',
      status: 'pending',
      scheduledAt: '2030-01-01T09:00:00.000Z',
      completedAt: null,
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    });
    expect((await read('mentor', answer.body.id)).body).toEqual(answer.body);
  });

  test('lets only admins request a session on behalf of another person', async () => {
    expect(await ask('admin', { internId: ids.intern })).toMatchObject({ status: 201, body: { internId: ids.intern } });
    expect(await ask('admin')).toMatchObject({ status: 201, body: { internId: ids.admin } });
    expect(await ask('intern', { internId: ids.intern })).toMatchObject({ status: 201, body: { internId: ids.intern } });
    expect(await ask('outsider', { internId: ids.intern })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await ask('mentor', { internId: ids.intern })).status).toBe(403);
  });

  const deactivate = (transaction: Connection, id: number) =>
    transaction.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
  const erase = (transaction: Connection, profileId: number) => erasePerson(transaction, { profileId, erasedById: null });
  test.each([
    ['mentor', 'deactivated', deactivate],
    ['intern', 'deactivated', deactivate],
    ['mentor', 'erased', erase],
    ['intern', 'erased', erase],
  ] as const)('waits while the %s is being %s and then returns 409', async (who, _what, end) => {
    let requesting: ReturnType<typeof ask> | undefined;
    await api.database.transaction(async (transaction) => {
      await changeInTurn(transaction);
      await end(transaction, ids[who]);
      requesting = ask('admin', { internId: ids.intern });
      await untilWaiting(api.database);
    });
    expect(await requesting).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await idsOf('admin', `profileId=${ids[who]}`)).toEqual([]);
  });

  test('rejects a session with oneself and unknown people or projects', async () => {
    expect(await ask('mentor')).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ path: 'mentorId' }] } });
    expect((await ask('admin', { internId: ids.mentor })).status).toBe(400);
    expect((await ask('intern', { mentorId: 999_999_999 })).status).toBe(404);
    expect((await ask('admin', { internId: 999_999_999 })).status).toBe(404);
    expect((await ask('intern', { projectId: 999_999_999 })).status).toBe(404);
    expect(await idsOf('mentor')).toEqual([]);
  });

  test('rejects a mentor who left', async () => {
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids.mentor]);
    expect(await ask('intern')).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  test.each([{ sessionFocus: 'gossip' }, { status: 'accepted' }, { skillIds: [1] }, { mentorId: '1' }, { scheduledAt: 'tomorrow' }])(
    'rejects %j',
    async (body) => {
      expect((await ask('intern', body)).status).toBe(400);
    },
  );

  test('returns 401 without sign-in', async () => {
    expect((await api.call('POST', PATH, { body: {} })).status).toBe(401);
    expect((await api.call('GET', PATH)).status).toBe(401);
    expect((await api.call('PATCH', `${PATH}/1`, { body: {} })).status).toBe(401);
  });

  test('creates one session for a repeated Idempotency-Key', async () => {
    const send = () =>
      api.call('POST', PATH, {
        token: tokens.intern,
        body: { mentorId: ids.mentor, sessionFocus: 'alumni_advice' },
        headers: { 'idempotency-key': 'once' },
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect(await idsOf('mentor')).toEqual([first.body.id]);
  });
});

describe('GET /api/mentorship_sessions', () => {
  test('lists the caller’s sessions, and all sessions for admins', async () => {
    const ours = await newSession();
    const theirs = await newSession('outsider');
    expect(await idsOf('intern')).toEqual([ours]);
    expect(await idsOf('mentor')).toEqual([theirs, ours]);
    expect((await idsOf('admin')).slice(0, 2)).toEqual([theirs, ours]);
  });

  test('filters by status and person, but only among visible sessions', async () => {
    const [accepted, pending, theirs] = [await newSession(), await newSession(), await newSession('outsider')];
    await patch('mentor', accepted, { status: 'accepted' });
    expect(await idsOf('intern', 'status=accepted')).toEqual([accepted]);
    expect(await idsOf('mentor', `profileId=${ids.outsider}`)).toEqual([theirs]);
    expect(await idsOf('intern', `profileId=${ids.outsider}`)).toEqual([]);
    expect(await idsOf('admin', `profileId=${ids.intern}`)).toEqual([pending, accepted]);
    expect(await idsOf('admin', `profileId=${ids.mentor}&status=pending`)).toEqual([theirs, pending]);
    expect(await idsOf('intern', 'status=pending&status=accepted')).toEqual([pending, accepted]);
    expect(await idsOf('intern', 'status=declined&status=cancelled')).toEqual([]);
    expect((await list('intern', 'status=unheard')).status).toBe(400);
    expect((await list('intern', 'status=pending&status=unheard')).status).toBe(400);
    expect((await list('intern', 'mentorId=1')).status).toBe(400);
  });

  test('returns each session once across pages, even with equal creation times', async () => {
    const made: number[] = [];
    for (let n = 0; n < 7; n++) made.push(await newSession());
    await api.database.query("UPDATE mentorship_sessions SET created_at = '2026-01-01T00:00:00.123Z' WHERE id = ANY ($1)", [
      made.slice(1, 6),
    ]);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const { body }: Awaited<ReturnType<typeof list>> = await list('intern', `limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: { id: number }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([made[6], made[0], made[5], made[4], made[3], made[2], made[1]]);
  });
});

describe('PATCH /api/mentorship_sessions/:id', () => {
  test('moves a session from request to completion and records the completion time', async () => {
    const id = await newSession();
    expect(await patch('mentor', id, { status: 'accepted', scheduledAt: '2030-01-01T09:00:00Z' })).toMatchObject({
      status: 200,
      body: { id, status: 'accepted', scheduledAt: '2030-01-01T09:00:00.000Z', completedAt: null, internName: 'Ines', mentorName: 'Marek' },
    });
    expect(await patch('intern', id, { scheduledAt: null })).toMatchObject({
      status: 200,
      body: { status: 'accepted', scheduledAt: null },
    });
    const completed = await patch('mentor', id, { status: 'completed' });
    expect(completed).toMatchObject({ status: 200, body: { status: 'completed' } });
    expect(Math.abs(Date.parse(completed.body.completedAt) - Date.now())).toBeLessThan(60_000);
    expect((await read('intern', id)).body).toEqual(completed.body);
  });

  test('returns 403 for forbidden changes, 409 for impossible ones, and 404 for outsiders', async () => {
    const id = await newSession();
    expect(await patch('intern', id, { status: 'accepted' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await patch('admin', id, { status: 'accepted' })).status).toBe(403);
    expect((await patch('admin', id, { scheduledAt: '2030-01-01T09:00:00Z' })).status).toBe(403);
    expect(await patch('mentor', id, { status: 'completed' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await patch('mentor', id, { status: 'pending' })).status).toBe(409);
    const missing = await patch('outsider', 999_999_999, { status: 'cancelled' });
    const foreign = await patch('outsider', id, { status: 'cancelled' });
    expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
    expect([(await read('outsider', id)).status, (await read('outsider', id)).body]).toEqual([404, missing.body]);
    for (const body of [
      { status: 'done' },
      { mentorId: 1 },
      { sessionFocus: 'career_guidance' },
      { completedAt: '2020-01-01T00:00:00Z' },
    ]) {
      expect((await patch('mentor', id, body)).status).toBe(400);
    }
    expect((await read('intern', id)).body).toMatchObject({ status: 'pending', scheduledAt: null, completedAt: null });
  });

  test('lets an admin read and cancel a session, and act as its mentor if they are the mentor', async () => {
    const id = await newSession();
    expect((await read('admin', id)).status).toBe(200);
    expect(await patch('admin', id, { status: 'cancelled' })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', completedAt: null },
    });
    const withAdmin = await newSession('intern', { mentorId: ids.admin });
    expect((await patch('admin', withAdmin, { status: 'accepted' })).status).toBe(200);
  });

  test('applies only one of several concurrent decisions', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await newSession();
      const answers = await Promise.all([
        patch('mentor', id, { status: 'accepted' }),
        patch('mentor', id, { status: 'accepted' }),
        patch('mentor', id, { status: 'declined' }),
        patch('mentor', id, { status: 'declined' }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
      expect((await read('intern', id)).body.status).toBe(answers.find(({ status }) => status === 200)?.body.status);
    }
  });

  test('applies either a completion or a concurrent cancellation, never both', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await newSession();
      await patch('mentor', id, { status: 'accepted' });
      const answers = await Promise.all([patch('mentor', id, { status: 'completed' }), patch('intern', id, { status: 'cancelled' })]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const { status, completedAt } = (await read('intern', id)).body;
      expect(completedAt !== null).toBe(status === 'completed');
    }
  });

  test('repeats the decision if the session changed concurrently, and keeps the scheduled time', async () => {
    const id = await newSession();
    let rescheduled: ReturnType<typeof patch> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query("UPDATE mentorship_sessions SET status = 'accepted' WHERE id = $1", [id]);
      rescheduled = patch('intern', id, { scheduledAt: '2031-01-01T09:00:00Z' });
      await untilWaiting(api.database);
    });
    expect(await rescheduled).toMatchObject({ status: 200, body: { status: 'accepted', scheduledAt: '2031-01-01T09:00:00.000Z' } });
  });
});

test('a completed session about a project with skills does not change the ledger', async () => {
  const skillIds = [await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: ids.mentor, skillIds });
  for (const profileId of [ids.intern, ids.mentor]) await make.assignment({ profileId, projectId });
  await postProgressUpdate(
    api.database,
    { profileId: ids.intern, isAdmin: false, via: 'token' },
    { projectId, content: 'Something for the ledger to hold' },
  );
  const before = await readLedger(api.database);
  expect(before.filter(({ user_id }) => user_id === ids.intern)).toHaveLength(2);
  for (const sessionFocus of ['technical_guidance', 'project_support', 'career_guidance', 'life_leadership', 'alumni_advice']) {
    const id = await newSession('intern', { sessionFocus, projectId });
    for (const status of ['accepted', 'completed']) expect((await patch('mentor', id, { status })).status).toBe(200);
  }
  expect(await readLedger(api.database)).toEqual(before);
});
