import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { updateSkill } from '../taxonomy/update-skill.js';
import { resolveSuggestions } from './resolve-suggestions.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let person: number;
let token: string;
let lead: number;
let skillId: number;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  [person, lead, skillId] = [await make.profile(), await make.profile({ isAdmin: true, name: 'Lena' }), await make.skill()];
  token = await api.tokenOf(person);
});

const report = (body: object = {}, headers?: Record<string, string>) =>
  api.call('POST', '/api/suggestions', { token, headers, body: { skillId, suggestedProficiency: 'ADVANCED', ...body } });
const decide = (suggestionId: number, action: 'APPROVE' | 'REJECT') =>
  resolveSuggestions(api.database, { profileId: lead, isAdmin: true, via: 'token' }, [{ suggestionId, action }]);
const validate = (level: string) =>
  api.database.query(
    'INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, now(), $4)',
    [person, skillId, level, lead],
  );
const suggestionsOf = (status = 'PENDING') =>
  api.database.query('SELECT id, suggested_proficiency AS level, source FROM suggestions WHERE profile_id = $1 AND status = $2', [
    person,
    status,
  ]);
const validatedOf = () => api.database.query('SELECT skill_id, proficiency_level FROM employee_skills WHERE profile_id = $1', [person]);

describe('POST /api/suggestions', () => {
  test('creates a pending suggestion, but neither a validated skill nor a signal', async () => {
    const before = await readLedger(api.database);
    const name = `Haskell ${skillId}`;
    skillId = await make.skill(name);
    const answer = await report();
    expect(answer).toMatchObject({ status: 201, headers: { location: `/api/suggestions/${answer.body.id}` } });
    expect(answer.body).toEqual({
      id: expect.any(Number),
      profileId: person,
      skillId,
      skillName: name,
      category: 'Test',
      source: 'SELF_REPORT',
      suggestedProficiency: 'ADVANCED',
      status: 'PENDING',
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      resolvedAt: null,
      resolvedBy: null,
      resolvedProficiency: null,
      comment: null,
      restoredAt: null,
    });
    expect((await api.call('GET', `/api/suggestions/${answer.body.id}`, { token })).body).toEqual(answer.body);
    expect(await validatedOf()).toEqual([]);
    expect(await readLedger(api.database)).toEqual(before);
  });

  test('rejects an unknown and an inactive skill', async () => {
    expect(await report({ skillId: 999_999_999 })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await report({ skillId: await make.skill(undefined, false) })).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
    expect(await suggestionsOf()).toEqual([]);
  });

  test.each(['SELF_REPORT', 'SYSTEM_FLAG'])('rejects a skill with a pending %s at any level', async (source) => {
    await api.database.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', $3)",
      [person, skillId, source],
    );
    for (const suggestedProficiency of ['NOVICE', 'EXPERT']) {
      expect(await report({ suggestedProficiency })).toMatchObject({ status: 409, body: { code: 'ALREADY_PENDING' } });
    }
    expect(await suggestionsOf()).toMatchObject([{ level: 'NOVICE', source }]);
  });

  test('rejects the validated level and stores nothing, and accepts a lower and a higher level', async () => {
    await validate('ADVANCED');
    expect(await report()).toMatchObject({ status: 409, body: { code: 'ALREADY_VALIDATED' } });
    expect(await suggestionsOf()).toEqual([]);
    const lower = await report({ suggestedProficiency: 'NOVICE' });
    expect(lower.status).toBe(201);
    await decide(lower.body.id, 'REJECT');
    expect((await report({ suggestedProficiency: 'EXPERT' })).status).toBe(201);
  });

  test('checks for an inactive skill first, then for a pending suggestion, then for the validated level', async () => {
    await validate('ADVANCED');
    await api.database.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'ADVANCED', 'SYSTEM_FLAG')",
      [person, skillId],
    );
    expect((await report()).body.code).toBe('ALREADY_PENDING');
    await updateSkill(api.database, skillId, { isActive: false });
    expect((await report()).body.code).toBe('SKILL_INACTIVE');
  });

  test('accepts a new report after a rejection', async () => {
    const first = await report();
    await decide(first.body.id, 'REJECT');
    const second = await report();
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
    expect([(await suggestionsOf('REJECTED')).length, (await suggestionsOf()).length]).toEqual([1, 1]);
  });

  test('lets two people report the same skill, and one person report two skills', async () => {
    expect((await report()).status).toBe(201);
    expect((await report({ skillId: await make.skill() })).status).toBe(201);
    token = await api.tokenOf(lead);
    expect((await report()).status).toBe(201);
  });

  test.each([
    { suggestedProficiency: 'advanced' },
    { suggestedProficiency: null },
    { skillId: 0 },
    { skillId: '1' },
    { profileId: 1 },
    { source: 'SYSTEM_FLAG' },
    { status: 'APPROVED' },
  ])('rejects %j', async (fields) => {
    expect(await report(fields)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(await suggestionsOf()).toEqual([]);
  });
});

describe('simultaneous requests', () => {
  test('create one suggestion for the same report, and the others get ALREADY_PENDING', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => report()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(new Set(['ALREADY_PENDING']));
    expect(await suggestionsOf()).toHaveLength(1);
  });

  test('with the same Idempotency-Key all get the same response', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => report({}, { 'idempotency-key': 'report' })));
    expect(new Set(answers.map(({ status, body, headers }) => JSON.stringify([status, body, headers.location]))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await suggestionsOf()).toHaveLength(1);
  });

  test('reject a report that waited for the approval of the same level', async () => {
    const { body } = await report();
    let again: ReturnType<typeof report> | undefined;
    await api.database.transaction(async (transaction) => {
      await resolveSuggestions(transaction, { profileId: lead, isAdmin: true, via: 'token' }, [
        { suggestionId: body.id, action: 'APPROVE' },
      ]);
      again = report();
      // Wait until the report is blocked by this transaction.
      await untilWaiting(api.database);
    });
    expect(await again).toMatchObject({ status: 409, body: { code: 'ALREADY_VALIDATED' } });
    expect(await suggestionsOf()).toEqual([]);
  });

  test('to approve and to report a level leave no pending suggestion for the validated level', async () => {
    for (let round = 0; round < 15; round += 1) {
      skillId = await make.skill();
      const { body } = await report();
      const [decided, again] = await Promise.all([decide(body.id, 'APPROVE'), report()]);
      expect(decided.success).toBe(true);
      expect(['ALREADY_PENDING', 'ALREADY_VALIDATED']).toContain(again.body.code);
      expect(await suggestionsOf()).toEqual([]);
    }
  });

  test('reject a report of a skill that is being deactivated', async () => {
    let reported: ReturnType<typeof report> | undefined;
    await api.database.transaction(async (transaction) => {
      await updateSkill(transaction, skillId, { isActive: false });
      reported = report();
      await untilWaiting(api.database);
    });
    expect(await reported).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
  });
});
