import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Decision } from '@skilltrace/contract';
import { LONGEST_COMMENT } from '@skilltrace/domain/limits';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { readDecided, suggest, validateLongAgo } from '../../test/suggestions.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { erasePerson } from '../people/erasure/erase-person.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let person: number;
let lead: number;
let admin: number;
let report: number;
let flag: number;

// The person has a pending report, and a pending flag about a validated skill.
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  [person, lead, admin] = [await make.profile({ name: 'Pia Berg' }), await make.profile(), await make.profile({ isAdmin: true })];
  await make.assignment({ profileId: person, projectId: await make.project({ techLeadId: lead }) });
  [report = 0] = await suggest(api.database, 1, { profileId: person });
  [flag = 0] = await suggest(api.database, 1, { profileId: person, source: 'SYSTEM_FLAG' });
  await validateLongAgo(api.database, flag, 'EXPERT', admin);
});

const resolve = async (decisions: Decision[], by = lead) =>
  (await api.call('POST', '/api/validation_inbox/resolve', { token: await api.tokenOf(by), body: { decisions } })).body;
const commentOf = async (suggestionId: number) =>
  (await api.call('GET', `/api/suggestions/${suggestionId}`, { token: await api.tokenOf(person) })).body.comment;
const storedComments = () =>
  api.database.query('SELECT * FROM decision_comments WHERE suggestion_id = ANY ($1) ORDER BY suggestion_id', [[report, flag]]);

describe('a comment on a decision', () => {
  test.each(['APPROVE', 'REJECT', 'ADJUST_LEVEL'] as const)(
    'is shown to the person with %s, without surrounding spaces',
    async (action) => {
      const decision = { suggestionId: report, action, adjustedProficiency: 'NOVICE', comment: '  See the review\nof March. ' };
      expect(await resolve([decision])).toMatchObject({ success: true });
      expect(await commentOf(report)).toBe('See the review\nof March.');
      const { body } = await api.call('GET', '/api/suggestions?status=PENDING', { token: await api.tokenOf(person) });
      expect(body.items).toMatchObject([{ id: flag, comment: null }]);
    },
  );

  test.each([undefined, null, '', ' \n '])('is optional, except for a withdrawal: %j', async (comment) => {
    expect(await resolve([{ suggestionId: report, action: 'REJECT', comment }])).toMatchObject({ success: true });
    expect(await commentOf(report)).toBeNull();
  });

  test('has at most 1,000 characters', async () => {
    const decide = (length: number) => resolve([{ suggestionId: report, action: 'APPROVE', comment: '🧗'.repeat(length) }]);
    expect(await decide(LONGEST_COMMENT + 1)).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'decisions.0.comment' }] });
    expect(await decide(LONGEST_COMMENT)).toMatchObject({ success: true });
  });

  test('is listed with the decision for the person who decided, and for no one else', async () => {
    await resolve([{ suggestionId: flag, action: 'REJECT', comment: 'Not used for a year.' }]);
    const decisions = async (by: number) =>
      (await api.call('GET', '/api/validation_inbox/decisions', { token: await api.tokenOf(by) })).body.items;
    expect(await decisions(lead)).toMatchObject([
      {
        suggestionId: flag,
        status: 'REJECTED',
        resolvedProficiency: 'EXPERT',
        comment: 'Not used for a year.',
        mayRestore: true,
        restoredAt: null,
      },
    ]);
    expect(await decisions(admin)).toEqual([]);
  });
});

describe('a withdrawal', () => {
  test('without a comment is an error of this decision, and changes nothing', async () => {
    const result = await resolve([
      { suggestionId: flag, action: 'REJECT' },
      { suggestionId: report, action: 'REJECT' },
    ]);
    expect(result).toMatchObject({
      success: false,
      processed: [{ suggestionId: report }],
      errors: [{ suggestionId: flag, code: 'MISSING_COMMENT', reason: 'no_comment', params: {} }],
    });
    expect(await readDecided(api.database, flag)).toMatchObject({ status: 'PENDING', validated: 'EXPERT' });
  });

  test('of a level that is gone needs no comment', async () => {
    await api.database.query('DELETE FROM employee_skills WHERE profile_id = $1', [person]);
    expect(await resolve([{ suggestionId: flag, action: 'REJECT' }])).toMatchObject({ success: true });
  });
});

/** Runs a statement as the server's role and returns its SQLSTATE. */
const refusal = (sql: string, parameters: unknown[]) =>
  api.database.transaction((transaction) => transaction.query(sql, parameters)).then(() => undefined, sqlState);

describe('the database', () => {
  const REJECT = `UPDATE suggestions SET status = 'REJECTED', resolved_at = date_trunc('milliseconds', now()), resolved_by_id = $2, resolved_proficiency = 'EXPERT'
                   WHERE id = $1 RETURNING *`;
  const COMMENT = 'INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at)';

  test('rejects a withdrawal without a comment', async () => {
    expect(await refusal(REJECT, [flag, lead])).toBe('SK435');
    expect(
      await refusal(`WITH g AS (${REJECT}) ${COMMENT} SELECT profile_id, id, $2, 'Why', resolved_at FROM g`, [flag, lead]),
    ).toBeUndefined();
  });

  test('rejects a suggestion that is inserted as a withdrawal without a comment', async () => {
    const insert = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, resolved_at, resolved_by_id, resolved_proficiency)
                    VALUES ($1, $2, 'NOVICE', 'SYSTEM_FLAG', 'REJECTED', now(), $3, 'NOVICE')`;
    expect(await refusal(insert, [person, await make.skill(), lead])).toBe('SK435');
  });

  test('rejects a comment on a pending suggestion, and one by another person or of another time than the decision', async () => {
    const comment = (author: number, at = 'resolved_at') =>
      refusal(`${COMMENT} SELECT profile_id, id, $2, 'Why', coalesce(${at}, now()) FROM suggestions WHERE id = $1`, [report, author]);
    expect(await comment(lead)).toBe('SK436');
    await resolve([{ suggestionId: report, action: 'APPROVE' }]);
    expect(await comment(admin)).toBe('SK436');
    expect(await comment(lead, "resolved_at + interval '1 day'")).toBe('SK436');
    expect(await comment(person)).toBe('23514');
    expect(await storedComments()).toEqual([]);
  });

  test('rejects a second comment, and every change of one', async () => {
    await resolve([{ suggestionId: report, action: 'APPROVE', comment: 'Good' }]);
    const before = await storedComments();
    expect(
      await refusal(`${COMMENT} SELECT profile_id, id, resolved_by_id, 'Why', resolved_at FROM suggestions WHERE id = $1`, [report]),
    ).toBe('23505');
    for (const change of [
      "UPDATE decision_comments SET content = 'Bad'",
      'UPDATE decision_comments SET author_id = 1',
      'DELETE FROM decision_comments',
    ])
      expect(await refusal(change, [])).toBe('42501');
    expect(await storedComments()).toEqual(before);
  });
});

describe('erasing', () => {
  const REMOVED = 'This text was removed when a person was erased.';
  const erase = async (profileId: number) => erasePerson(api.database, { profileId, erasedById: null });

  test('the person removes the comments that others wrote for them', async () => {
    await resolve([{ suggestionId: report, action: 'APPROVE', comment: 'Good talk about allergies.' }]);
    await erase(person);
    expect(await storedComments()).toMatchObject([{ content: REMOVED, author_id: lead }]);
  });

  test('the person who decided removes the comments, but no decision', async () => {
    await resolve([{ suggestionId: flag, action: 'REJECT', comment: 'Ask me about the reasons.' }]);
    await erase(lead);
    expect(await commentOf(flag)).toBe(REMOVED);
    expect(await readDecided(api.database, flag)).toMatchObject({ status: 'REJECTED', by: lead });
  });

  test('another person removes their name from comments', async () => {
    const named = await make.profile({ name: 'Beatriz Moreno' });
    await resolve([{ suggestionId: report, action: 'REJECT', comment: 'Work with Beatriz Moreno first.' }]);
    await erase(named);
    expect(await commentOf(report)).not.toContain('Moreno');
    expect(await commentOf(report)).toMatch(/^Work with /);
  });
});

describe('decisions that the person has not seen', () => {
  const unseen = async () => {
    const { body } = await api.call('GET', '/api/suggestions?isSeen=false', { token: await api.tokenOf(person) });
    return body.items.map(({ id, resolvedAt }: { id: number; resolvedAt: string }) => ({ id, resolvedAt }));
  };
  const see = async (until: string) => api.call('POST', '/api/suggestions/seen', { token: await api.tokenOf(person), body: { until } });

  test('are listed until the person has seen them, and an earlier time does not bring them back', async () => {
    expect(await unseen()).toEqual([]);
    await resolve([{ suggestionId: report, action: 'APPROVE' }]);
    const [first] = await unseen();
    expect(first).toMatchObject({ id: report });
    expect(await see(first?.resolvedAt ?? '')).toMatchObject({ status: 204 });
    expect(await unseen()).toEqual([]);
    await resolve([{ suggestionId: flag, action: 'APPROVE' }]);
    expect(await unseen()).toMatchObject([{ id: flag }]);
    await see('2024-01-01T00:00:00Z');
    expect(await unseen()).toMatchObject([{ id: flag }]);
  });

  test('are those of the last 30 days on the first visit', async () => {
    for (const daysAgo of [29, 31])
      await api.database.query(
        `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, created_at, resolved_at, resolved_by_id)
         VALUES ($1, $2, 'NOVICE', 'SELF_REPORT', 'REJECTED', $3, $3, $4)`,
        [person, await make.skill(), new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString(), lead],
      );
    expect(await unseen()).toHaveLength(1);
  });

  test('that are made later are listed even if the person named a time in the future', async () => {
    await see('2100-01-01T00:00:00Z');
    await resolve([{ suggestionId: report, action: 'APPROVE' }]);
    expect(await unseen()).toMatchObject([{ id: report }]);
  });
});
