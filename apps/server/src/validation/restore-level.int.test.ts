import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entriesOf } from '../../test/audit-entries.js';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { approve, readDecided, reject, suggest, validateLongAgo } from '../../test/suggestions.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { resolveSuggestions } from './resolve-suggestions.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: { person: number; lead: number; otherLead: number; admin: number };
let withdrawal: number;
let before: Record<string, unknown>;

const skillRow = async () =>
  (
    await api.database.query('SELECT e.* FROM employee_skills e JOIN suggestions g USING (profile_id, skill_id) WHERE g.id = $1', [
      withdrawal,
    ])
  )[0];
const callerOf = (name: keyof typeof ids) => ({ profileId: ids[name], isAdmin: name === 'admin', via: 'token' as const });
const restore = async (name: keyof typeof ids, id = withdrawal) =>
  api.call('POST', `/api/validation_inbox/decisions/${id}/restore`, { token: await api.tokenOf(ids[name]) });
/** The person reports the skill again, and the lead approves it. */
async function validateAgain(): Promise<number> {
  const [row] = await api.database.query<{ id: number }>(
    `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
     SELECT profile_id, skill_id, 'NOVICE', 'SELF_REPORT' FROM suggestions WHERE id = $1 RETURNING id`,
    [withdrawal],
  );
  return row?.id ?? 0;
}

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
// The lead withdrew a level that the other lead validated in 2024. Both lead a project of the person.
beforeEach(async () => {
  ids = {
    person: await make.profile(),
    lead: await make.profile(),
    otherLead: await make.profile(),
    admin: await make.profile({ isAdmin: true }),
  };
  for (const techLeadId of [ids.lead, ids.otherLead])
    await make.assignment({ profileId: ids.person, projectId: await make.project({ techLeadId }) });
  await make.project({ techLeadId: ids.person });
  [withdrawal = 0] = await suggest(api.database, 1, { profileId: ids.person, source: 'SYSTEM_FLAG' });
  await validateLongAgo(api.database, withdrawal, 'EXPERT', ids.otherLead);
  before = (await skillRow()) ?? {};
  await resolveSuggestions(api.database, callerOf('lead'), [reject(withdrawal)]);
  expect(await skillRow()).toBeUndefined();
});

describe('restoring a withdrawn level', () => {
  test.each(['lead', 'admin'] as const)('brings back level, time and validator for the %s, and keeps the decision', async (name) => {
    const ledger = await readLedger(api.database);
    const answer = await restore(name);
    expect(answer).toMatchObject({
      status: 200,
      body: { suggestionId: withdrawal, profileId: ids.person, proficiencyLevel: 'EXPERT', lastValidatedAt: before.last_validated_at },
    });
    expect(await skillRow()).toEqual(before);
    expect(await readDecided(api.database, withdrawal)).toMatchObject({ status: 'REJECTED', by: ids.lead, resolved: 'EXPERT' });
    const own = await api.call('GET', `/api/suggestions/${withdrawal}`, { token: await api.tokenOf(ids.person) });
    expect(own.body).toMatchObject({ comment: 'Not used for a year.', restoredAt: answer.body.restoredAt });
    expect(await readLedger(api.database)).toEqual(ledger);
  });

  test('brings back an imported validation as imported', async () => {
    const [flag = 0] = await suggest(api.database, 1, { profileId: ids.person, source: 'SYSTEM_FLAG' });
    await api.database.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, imported_at, imported_validator_id)
       SELECT profile_id, skill_id, 'NOVICE', '2024-01-01', '2024-02-01', $2 FROM suggestions WHERE id = $1`,
      [flag, ids.otherLead],
    );
    await resolveSuggestions(api.database, callerOf('lead'), [reject(flag)]);
    expect(await restore('lead', flag)).toMatchObject({ status: 200 });
    withdrawal = flag;
    expect(await skillRow()).toMatchObject({
      imported_at: '2024-02-01T00:00:00.000Z',
      imported_validator_id: ids.otherLead,
      last_validated_by_id: null,
    });
  });

  test('is refused a second time, also when two requests run simultaneously', async () => {
    const answers = await Promise.all([restore('lead'), restore('admin'), restore('lead')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await restore('lead')).toMatchObject({ status: 409, body: { reason: 'already_restored' } });
    expect(await skillRow()).toEqual(before);
  });

  test('is not possible for another Tech Lead, who learns nothing about the suggestion, nor for the person', async () => {
    expect(await restore('otherLead')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await restore('person')).toMatchObject({ status: 403, body: { reason: 'restoring_own_level' } });
    expect(await skillRow()).toBeUndefined();
  });

  test('is not possible for an admin about their own level, nor with a token of theirs', async () => {
    await api.database.query('UPDATE profiles SET is_admin = true WHERE id = $1', [ids.person]);
    expect(await restore('person')).toMatchObject({ status: 403, body: { reason: 'restoring_own_level' } });
    const mine = await api.tokenOf(ids.person);
    const { body } = await api.call('POST', '/api/api_tokens', { token: mine, body: { name: 'x', profileId: ids.admin } });
    const answer = await api.call('POST', `/api/validation_inbox/decisions/${withdrawal}/restore`, { token: body.token });
    expect(answer).toMatchObject({ status: 403, body: { reason: 'restoring_own_level' } });
    expect(await skillRow()).toBeUndefined();
  });

  test('is refused after a newer validation, also if that was withdrawn since', async () => {
    const again = await validateAgain();
    await resolveSuggestions(api.database, callerOf('otherLead'), [approve(again)]);
    expect(await restore('lead')).toMatchObject({ status: 409, body: { reason: 'decided_since' } });
    const [flag] = await api.database.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
       SELECT profile_id, skill_id, 'NOVICE', 'SYSTEM_FLAG' FROM suggestions WHERE id = $1 RETURNING id`,
      [withdrawal],
    );
    await resolveSuggestions(api.database, callerOf('otherLead'), [reject(flag?.id ?? 0)]);
    expect(await restore('lead')).toMatchObject({ status: 409, body: { reason: 'decided_since' } });
    expect(await restore('otherLead', flag?.id)).toMatchObject({ status: 200, body: { proficiencyLevel: 'NOVICE' } });
  });

  test('waits for a simultaneous approval, and never replaces it', async () => {
    const again = await validateAgain();
    let restored: ReturnType<typeof restore> | undefined;
    await api.database.transaction(async (transaction) => {
      await resolveSuggestions(transaction, callerOf('otherLead'), [approve(again)]);
      restored = restore('lead');
      await untilWaiting(api.database);
    });
    expect(await restored).toMatchObject({ status: 409, body: { reason: 'decided_since' } });
    expect(await skillRow()).toMatchObject({ proficiency_level: 'NOVICE', last_validated_by_id: ids.otherLead });
  });

  test('is possible while a report of the skill is pending, which can then be decided', async () => {
    const again = await validateAgain();
    expect(await restore('lead')).toMatchObject({ status: 200 });
    await resolveSuggestions(api.database, callerOf('lead'), [approve(again)]);
    expect(await skillRow()).toMatchObject({ proficiency_level: 'NOVICE', last_validated_by_id: ids.lead });
  });

  test('is refused for an approval, a rejected report and an unknown suggestion', async () => {
    const [one = 0, other = 0] = await suggest(api.database, 2, { profileId: ids.person });
    await resolveSuggestions(api.database, callerOf('lead'), [approve(one), reject(other)]);
    for (const id of [one, other, 999_999_999]) expect(await restore('lead', id)).toMatchObject({ status: 404 });
  });

  test('is in the audit log, with the person who restored', async () => {
    await restore('admin');
    const entry = (await entriesOf(api.database)).at(-1);
    expect(entry).toMatchObject({
      action: 'validated_skill.added',
      actorId: ids.admin,
      profileId: ids.person,
      details: { after: { level: 'EXPERT', validatedById: ids.otherLead } },
    });
  });

  test('satisfies all rules of the validation ledger', async () => {
    await restore('lead');
    const broken = (await verifyLedger(api.database)).checks.filter(({ violations }) => violations > 0).map(({ name }) => name);
    expect(broken.filter((name) => /withdraw|restored|comments|granted/.test(name))).toEqual([]);
  });
});

describe('the database', () => {
  const refusal = (sql: string, parameters: unknown[]) =>
    api.database.transaction((transaction) => transaction.query(sql, parameters)).then(() => undefined, sqlState);
  const MARK = 'UPDATE withdrawn_levels SET restored_at = now(), restored_by_id = $2 WHERE suggestion_id = $1';

  test.each([
    ['by the person', 'person', '23514'],
    ['by another Tech Lead', 'otherLead', 'SK439'],
    ['without the validation', 'lead', 'SK441'],
  ] as const)('rejects a restoration %s', async (_case, name, state) => {
    const found = await refusal(MARK, [withdrawal, ids[name]]);
    // A trigger runs before the check constraint.
    expect(name === 'person' ? ['23514', 'SK439'] : [state]).toContain(found);
  });

  test('rejects a restoration with another level than the withdrawn one', async () => {
    const add = `WITH marked AS (${MARK} RETURNING *)
      INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
      SELECT profile_id, skill_id, $3, last_validated_at, last_validated_by_id FROM marked`;
    expect(await refusal(add, [withdrawal, ids.lead, 'NOVICE'])).toBe('SK441');
    expect(await refusal(add, [withdrawal, ids.lead, 'EXPERT'])).toBeUndefined();
    expect(await refusal(MARK, [withdrawal, ids.lead])).toBe('SK437');
  });

  test('rejects the restoration of a level that was validated again', async () => {
    await resolveSuggestions(api.database, callerOf('lead'), [approve(await validateAgain())]);
    expect(await refusal(MARK, [withdrawal, ids.lead])).toBe('SK438');
  });

  test('rejects changes of a withdrawn level, and one that no decision withdrew', async () => {
    expect(await refusal("UPDATE withdrawn_levels SET proficiency_level = 'EXPERT' WHERE suggestion_id = $1", [withdrawal])).toBe('42501');
    expect(await refusal('DELETE FROM withdrawn_levels WHERE suggestion_id = $1', [withdrawal])).toBe('42501');
    const [report = 0] = await suggest(api.database, 1, { profileId: ids.person });
    const invent = `INSERT INTO withdrawn_levels (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at)
                    SELECT profile_id, id, skill_id, 'EXPERT', '2024-01-01' FROM suggestions WHERE id = $1`;
    expect(await refusal(invent, [report])).toBe('SK440');
    await resolveSuggestions(api.database, callerOf('lead'), [reject(report)]);
    expect(await refusal(invent, [report])).toBe('SK440');
  });
});
