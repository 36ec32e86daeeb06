import type { Decision } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { adjust, approve, readDecided, reject, suggest as suggestFor, validateLongAgo } from '../../test/suggestions.js';
import { untilWaiting } from '../../test/until-waiting.js';
import type { Connection } from '../platform/database/connection.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { updateSkill } from '../taxonomy/update-skill.js';
import { resolveSuggestions } from './resolve-suggestions.js';

type Name = 'person' | 'lead' | 'stranger' | 'admin';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: Record<Name, number>;
let projectId: number;
let assignmentId: number;

// The person works on the lead's project. The stranger leads another project.
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  ids = {
    person: await make.profile({ name: 'Pia' }),
    lead: await make.profile({ name: 'Lena' }),
    stranger: await make.profile({ name: 'Stan' }),
    admin: await make.profile({ isAdmin: true, name: 'Ada' }),
  };
  projectId = await make.project({ techLeadId: ids.lead, skillIds: [await make.skill()] });
  await make.project({ techLeadId: ids.stranger });
  assignmentId = await make.assignment({ profileId: ids.person, projectId });
  await postProgressUpdate(api.database, { profileId: ids.person, isAdmin: false, via: 'token' }, { projectId, content: 'work' });
});

const callerOf = (name: Name) => ({ profileId: ids[name], isAdmin: name === 'admin', via: 'token' as const });
const resolveAs = (name: Name, decisions: Decision[], connection: Connection = api.database) =>
  resolveSuggestions(connection, callerOf(name), decisions);
const post = async (name: Name, decisions: unknown, headers?: Record<string, string>) =>
  api.call('POST', '/api/validation_inbox/resolve', { token: await api.tokenOf(ids[name]), body: { decisions }, headers });
const suggest = (count: number, options: Partial<Parameters<typeof suggestFor>[2]> = {}) =>
  suggestFor(api.database, count, { profileId: ids.person, ...options });
const suggestOne = async (options: Parameters<typeof suggest>[1] = {}) => (await suggest(1, options))[0] ?? 0;
const validate = (suggestionId: number, level: string) => validateLongAgo(api.database, suggestionId, level, ids.stranger);
const rowOf = (suggestionId: number) => readDecided(api.database, suggestionId);
const UNTOUCHED = { status: 'PENDING', resolved: null, by: null, at: null, validated: null };

describe('a decision', () => {
  test('to approve validates the suggested level with its validator and time', async () => {
    const suggestionId = await suggestOne();
    const [{ name } = { name: '' }] = await api.database.query<{ name: string }>(
      'SELECT skill_name AS name FROM suggestions s JOIN skills k ON k.id = s.skill_id WHERE s.id = $1',
      [suggestionId],
    );
    const answer = await post('lead', [approve(suggestionId)]);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      success: true,
      processed: [{ suggestionId, action: 'APPROVE', employeeName: 'Pia', skillName: name, proficiencyLevel: 'ADVANCED' }],
      errors: [],
    });
    const row = await rowOf(suggestionId);
    expect(row).toMatchObject({ status: 'APPROVED', resolved: 'ADVANCED', by: ids.lead, validated: 'ADVANCED', validatedBy: ids.lead });
    expect(row?.at).toBe(row?.validatedAt);
    expect(String(row?.at) >= String(row?.made)).toBe(true);
    expect(Math.abs(Date.now() - Date.parse(String(row?.at)))).toBeLessThan(30_000);
  });

  test('to approve replaces a validated higher or lower level', async () => {
    for (const before of ['NOVICE', 'EXPERT', 'ADVANCED']) {
      const suggestionId = await suggestOne({ source: 'SYSTEM_FLAG' });
      await validate(suggestionId, before);
      await resolveAs('lead', [approve(suggestionId)]);
      const row = await rowOf(suggestionId);
      expect(row).toMatchObject({ status: 'APPROVED', validated: 'ADVANCED', validatedBy: ids.lead, validatedAt: row?.at });
    }
  });

  test('to adjust validates the adjusted level', async () => {
    const suggestionId = await suggestOne();
    expect(await resolveAs('lead', [adjust(suggestionId, 'NOVICE')])).toMatchObject({
      processed: [{ action: 'ADJUST_LEVEL', proficiencyLevel: 'NOVICE' }],
    });
    expect(await rowOf(suggestionId)).toMatchObject({ status: 'ADJUSTED', resolved: 'NOVICE', validated: 'NOVICE', validatedBy: ids.lead });
  });

  test('to reject a self-report does not change the validated level', async () => {
    const [fresh, raised] = [await suggestOne(), await suggestOne()];
    await validate(raised, 'NOVICE');
    expect(await resolveAs('lead', [reject(fresh), reject(raised)])).toMatchObject({
      success: true,
      processed: [{ proficiencyLevel: null }, { proficiencyLevel: null }],
    });
    expect(await rowOf(fresh)).toMatchObject({ status: 'REJECTED', resolved: null, by: ids.lead, validated: null });
    expect(await rowOf(raised)).toMatchObject({ status: 'REJECTED', resolved: null, validated: 'NOVICE', validatedBy: ids.stranger });
  });

  test('to reject a flag withdraws the validated skill, and stores the withdrawn level in the suggestion', async () => {
    const [flagged, gone] = [await suggestOne({ source: 'SYSTEM_FLAG' }), await suggestOne({ source: 'SYSTEM_FLAG' })];
    await validate(flagged, 'EXPERT');
    expect(await resolveAs('lead', [reject(gone), reject(flagged)])).toMatchObject({
      success: true,
      processed: [{ proficiencyLevel: null }, { proficiencyLevel: null }],
    });
    expect(await rowOf(flagged)).toMatchObject({ status: 'REJECTED', resolved: 'EXPERT', by: ids.lead, validated: null });
    expect(await rowOf(gone)).toMatchObject({ status: 'REJECTED', resolved: null, validated: null });
  });

  test('is possible for an inactive skill and for a person who has left', async () => {
    const suggestionId = await suggestOne();
    const [row] = await api.database.query<{ skillId: number }>('SELECT skill_id AS "skillId" FROM suggestions WHERE id = $1', [
      suggestionId,
    ]);
    await updateSkill(api.database, row?.skillId ?? 0, { isActive: false });
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids.person]);
    expect(await resolveAs('admin', [approve(suggestionId)])).toMatchObject({ success: true });
  });

  test('is never dated before its suggestion, and is refused if the suggestion is newer than the request', async () => {
    const suggestionId = await suggestOne();
    await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT pg_sleep(0.05)');
      const younger = await suggestOne();
      expect(await resolveAs('lead', [approve(suggestionId), approve(younger)], transaction)).toMatchObject({
        processed: [{ suggestionId }],
        errors: [{ suggestionId: younger, code: 'NOT_FOUND' }],
      });
      expect(await resolveAs('lead', [approve(younger)])).toMatchObject({ success: true });
      // Another request has decided and committed it in the meantime.
      expect(await resolveAs('lead', [approve(younger)], transaction)).toMatchObject({ errors: [{ code: 'ALREADY_PROCESSED' }] });
    });
  });

  test('of any kind neither emits nor removes signals', async () => {
    const before = await readLedger(api.database);
    expect(before.length).toBeGreaterThan(0);
    const flags = await suggest(3, { source: 'SYSTEM_FLAG' });
    const reports = await suggest(3);
    for (const batch of [flags, reports] as [number, number, number][])
      expect(await resolveAs('lead', [approve(batch[0]), adjust(batch[1], 'EXPERT'), reject(batch[2])])).toMatchObject({ success: true });
    expect(await readLedger(api.database)).toEqual(before);
  });
});

describe('resolveSuggestions', () => {
  const codeFor = async (name: Name, decision: Decision) => (await resolveAs(name, [decision])).errors[0]?.code;

  test('refuses a suggestion that does not exist', async () => {
    expect(await resolveAs('lead', [approve(999_999_999)])).toEqual({
      success: false,
      processed: [],
      errors: [
        { suggestionId: 999_999_999, code: 'NOT_FOUND', reason: 'no_suggestion', message: expect.stringMatching(/\.$/), params: {} },
      ],
    });
    expect((await post('admin', [approve(Number.MAX_SAFE_INTEGER)])).body.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test.each(['admin', 'lead'] as const)('refuses a decision of the %s on their own suggestion', async (name) => {
    await make.assignment({ profileId: ids[name], projectId });
    const suggestionId = await suggestOne({ profileId: ids[name] });
    for (const decision of [approve(suggestionId), reject(suggestionId), adjust(suggestionId, 'EXPERT')])
      expect(await codeFor(name, decision)).toBe('UNAUTHORIZED');
    expect(await rowOf(suggestionId)).toMatchObject(UNTOUCHED);
  });

  test('refuses the Tech Lead of another project without revealing anything about the suggestion', async () => {
    const suggestionId = await suggestOne();
    expect(await codeFor('stranger', approve(suggestionId))).toBe('UNAUTHORIZED');
    await resolveAs('lead', [approve(suggestionId)]);
    const answer = await post('stranger', [approve(suggestionId), adjust(suggestionId)]);
    expect(answer.body.errors).toMatchObject([{ code: 'UNAUTHORIZED' }]);
    expect(JSON.stringify(answer.body)).not.toMatch(/Lena|Pia|ADVANCED/);
  });

  test.each([
    ['the assignment has ended', 'UPDATE assignments SET ended_at = now() WHERE id = $1', () => assignmentId],
    ['the project is completed', "UPDATE projects SET status = 'completed', completed_at = now() WHERE id = $1", () => projectId],
    ['the project is archived', "UPDATE projects SET status = 'archived' WHERE id = $1", () => projectId],
    [
      'another person leads the project',
      'UPDATE projects SET tech_lead_id = (SELECT min(id) FROM profiles) WHERE id = $1',
      () => projectId,
    ],
  ])('refuses a Tech Lead after %s', async (_name, sql, which) => {
    const suggestionId = await suggestOne();
    await api.database.query(sql, [which()]);
    expect(await codeFor('lead', approve(suggestionId))).toBe('UNAUTHORIZED');
    expect(await rowOf(suggestionId)).toMatchObject(UNTOUCHED);
    expect(await codeFor('admin', approve(suggestionId))).toBeUndefined();
  });

  test('refuses a Tech Lead who loses the project while the request waits for a lock', async () => {
    const suggestionId = await suggestOne();
    let decided: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM suggestions WHERE id = $1 FOR UPDATE', [suggestionId]);
      decided = resolveAs('lead', [approve(suggestionId)]);
      await untilWaiting(transaction);
      await transaction.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [projectId, ids.stranger]);
    });
    expect(await decided).toMatchObject({ success: false, errors: [{ code: 'UNAUTHORIZED' }] });
    expect(await rowOf(suggestionId)).toMatchObject(UNTOUCHED);
  });

  test('refuses a decided suggestion, and says to entitled callers who decided it', async () => {
    const suggestionId = await suggestOne();
    await resolveAs('lead', [approve(suggestionId)]);
    const before = await rowOf(suggestionId);
    const result = await resolveAs('admin', [reject(suggestionId)]);
    expect(result.errors[0]?.resolvedAt).toBe(before.at);
    expect(result.errors[0]).toMatchObject({
      code: 'ALREADY_PROCESSED',
      message: expect.stringMatching(/^Lena approved this as ADVANCED on /),
    });
    expect((await resolveAs('lead', [approve(suggestionId)])).errors[0]?.message).toMatch(/^You approved this as ADVANCED on \d{4}-/);
    expect(await rowOf(suggestionId)).toEqual(before);
  });

  test.each([
    [undefined, 'MISSING_PROFICIENCY'],
    [null, 'MISSING_PROFICIENCY'],
    ['', 'MISSING_PROFICIENCY'],
    ['expert', 'INVALID_PROFICIENCY'],
    ['GURU', 'INVALID_PROFICIENCY'],
  ])('refuses to adjust to %j with %s', async (level, code) => {
    const suggestionId = await suggestOne();
    expect((await post('lead', [adjust(suggestionId, level)])).body).toMatchObject({ success: false, errors: [{ suggestionId, code }] });
    expect(await rowOf(suggestionId)).toMatchObject(UNTOUCHED);
  });

  test.each([
    [[]],
    [Array.from({ length: 201 }, (_, index) => approve(index + 1))],
    [[{ suggestionId: 1, action: 'approve' }]],
    [[{ suggestionId: 1 }]],
    [[{ suggestionId: 0, action: 'APPROVE' }]],
    [[{ suggestionId: 1, action: 'APPROVE', resolvedById: 1 }]],
    [undefined],
  ])('rejects the invalid body %j', async (decisions) => {
    expect(await post('lead', decisions)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

test('a decided suggestion disappears from the inbox', async () => {
  const [a, b] = (await suggest(2)) as [number, number];
  const shown = async () => {
    const { status, body } = await api.call('GET', '/api/validation_inbox', { token: await api.tokenOf(ids.lead) });
    expect(status).toBe(200);
    return body.projects.flatMap((project: any) => project.employees).flatMap((one: any) => one.suggestions.map((each: any) => each.id));
  };
  expect((await shown()).toSorted()).toEqual([a, b].toSorted());
  await resolveAs('lead', [reject(a)]);
  expect(await shown()).toEqual([b]);
});
