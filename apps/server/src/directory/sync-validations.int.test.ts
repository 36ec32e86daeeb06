import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { expectReasonsOfEntry } from '../../test/reasons-of-problem.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let admin: { id: number; email: string; token: string };
let n = 0;
let skill: string;
let skillId: number;
let member: { id: number; email: string };
let lead: { id: number; email: string };

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  n += 1;
  skill = `Skill ${n}`;
  skillId = await make.skill(skill);
  const person = async (name: string, isAdmin = false) => {
    const email = `${name.toLowerCase()}.${n}@example.org`;
    return { id: await make.profile({ email, name, isAdmin }), email };
  };
  [member, lead] = [await person('Mia'), await person('Tom')];
  const adminPerson = await person('Ada', true);
  admin = { ...adminPerson, token: await api.tokenOf(adminPerson.id) };
});

const sync = async (file: object) => {
  const { body } = await api.call('POST', '/api/directory/sync', { token: admin.token, body: file });
  for (const entry of body.rejected) expectReasonsOfEntry(entry);
  return body;
};
const validation = (fields: object = {}) => ({
  email: member.email,
  skill,
  proficiencyLevel: 'EXPERT',
  lastValidatedAt: '2024-01-01T00:00:00.000Z',
  lastValidatedByEmail: lead.email,
  ...fields,
});
const shown = async () => (await api.call('GET', `/api/profiles/${member.id}`, { token: admin.token })).body.skills.validatedInventory[0];
const suggest = (source: 'SELF_REPORT' | 'SYSTEM_FLAG', level = 'ADVANCED') =>
  api.database.query<{ id: number }>(
    'INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, $4) RETURNING id',
    [member.id, skillId, level, source],
  );
const decide = async (source: 'SELF_REPORT' | 'SYSTEM_FLAG', action: 'APPROVE' | 'REJECT') => {
  const [suggestion] = await suggest(source);
  const { body } = await api.call('POST', '/api/validation_inbox/resolve', {
    token: admin.token,
    body: { decisions: [{ suggestionId: suggestion?.id, action, comment: 'Checked in the last review.' }] },
  });
  expect(body.success).toBe(true);
};
const today = () => new Date(Date.now() - 1_000).toISOString();

describe('an imported validation', () => {
  test('is marked as imported and has no decider', async () => {
    await sync({ employeeSkills: [validation()] });
    expect(await shown()).toMatchObject({
      proficiencyLevel: 'EXPERT',
      lastValidatedBy: null,
      imported: { validator: { id: lead.id, name: 'Tom' } },
    });
    await sync({ employeeSkills: [validation({ lastValidatedAt: today(), lastValidatedByEmail: undefined })] });
    expect(await shown()).toMatchObject({ lastValidatedBy: null, imported: { validator: null } });
  });

  test('is shown as imported in the inbox until a Tech Lead decides', async () => {
    await sync({ employeeSkills: [validation()] });
    await suggest('SYSTEM_FLAG', 'EXPERT');
    const inbox = (await api.call('GET', '/api/validation_inbox', { token: admin.token })).body;
    const mine = inbox.unassigned.find(({ profileId }: { profileId: number }) => profileId === member.id);
    expect(mine.suggestions).toMatchObject([{ lastValidatedBy: null, imported: { validator: { name: 'Tom' } } }]);
    await api.call('POST', '/api/validation_inbox/resolve', {
      token: admin.token,
      body: { decisions: [{ suggestionId: mine.suggestions[0].id, action: 'APPROVE' }] },
    });
    expect(await shown()).toMatchObject({ lastValidatedBy: { id: admin.id }, imported: null });
  });

  test('is recorded as imported in the audit log', async () => {
    await sync({ employeeSkills: [validation()] });
    const entries = await api.database.query<any>(
      "SELECT details FROM audit_entries WHERE action = 'validated_skill.added' AND skill_id = $1",
      [skillId],
    );
    expect(entries).toMatchObject([{ details: { after: { validatedById: null, imported: true, importedValidatorId: lead.id } } }]);
  });

  test('cannot have a decider, which the database enforces', async () => {
    await sync({ employeeSkills: [validation()] });
    await expect(
      api.database.query('UPDATE employee_skills SET last_validated_by_id = $2 WHERE profile_id = $1', [member.id, lead.id]),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a decision of a Tech Lead', () => {
  test.each([
    ['a newer level', () => ({ proficiencyLevel: 'EXPERT', lastValidatedAt: today() })],
    ['a newer date', () => ({ proficiencyLevel: 'ADVANCED', lastValidatedAt: today() })],
    ['a lower level', () => ({ proficiencyLevel: 'NOVICE', lastValidatedAt: today() })],
  ])('is not changed by a file with %s', async (_name, fields) => {
    await decide('SELF_REPORT', 'APPROVE');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const before = await shown();
    const report = await sync({ employeeSkills: [validation(fields())] });
    expect(report.rejected).toMatchObject([
      { path: 'employeeSkills.0', code: 'CONFLICT', message: expect.stringMatching(/^A Tech Lead decided about this skill at/) },
    ]);
    expect(await shown()).toEqual(before);
    expect(before).toMatchObject({ lastValidatedBy: { id: admin.id }, imported: null });
  });

  test('takes precedence over an older imported validation', async () => {
    await decide('SELF_REPORT', 'APPROVE');
    expect((await sync({ employeeSkills: [validation()] })).employeeSkills).toMatchObject({ unchanged: 1, rejected: 0 });
  });

  test('that withdrew a skill can be reversed in the app but not by a file', async () => {
    await sync({ employeeSkills: [validation()] });
    await decide('SYSTEM_FLAG', 'REJECT');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const report = await sync({ employeeSkills: [validation({ lastValidatedAt: today() })] });
    expect(report.rejected).toMatchObject([{ code: 'CONFLICT', message: expect.stringMatching(/^A Tech Lead withdrew this skill at/) }]);
    expect(await shown()).toBeUndefined();
    await decide('SELF_REPORT', 'APPROVE');
    expect(await shown()).toMatchObject({ proficiencyLevel: 'ADVANCED', imported: null });
  });
});

test('rejects entries about the skills of the person who imports the file', async () => {
  const report = await sync({
    employeeSkills: [validation({ email: admin.email }), validation()],
    suggestions: [{ email: admin.email.toUpperCase(), skill, suggestedProficiency: 'EXPERT' }],
  });
  expect(report).toMatchObject({ employeeSkills: { created: 1, rejected: 1 }, suggestions: { created: 0, rejected: 1 } });
  expect(report.rejected).toMatchObject([
    { path: 'employeeSkills.0.email', code: 'FORBIDDEN' },
    { path: 'suggestions.0.email', code: 'FORBIDDEN' },
  ]);
  const moved = { profiles: [{ email: `new-${admin.email}`, name: 'Ada' }] };
  await api.database.query('UPDATE profiles SET external_id = $2 WHERE id = $1', [admin.id, `hr-${n}`]);
  const again = await sync({
    profiles: [{ ...moved.profiles[0], externalId: `hr-${n}` }],
    employeeSkills: [validation({ email: `new-${admin.email}` })],
  });
  expect(again.rejected).toMatchObject([{ path: 'employeeSkills.0.email', code: 'FORBIDDEN' }]);
});

test('ledger verify finds a validation with a decider who did not decide', async () => {
  await sync({ employeeSkills: [validation()] });
  const found = async () => (await verifyLedger(api.database)).checks.filter(({ violations }) => violations > 0).map(({ name }) => name);
  expect(await found()).toEqual([]);
  await api.database.query(
    'UPDATE employee_skills SET imported_at = NULL, imported_validator_id = NULL, last_validated_by_id = $2 WHERE profile_id = $1',
    [member.id, lead.id],
  );
  expect(await found()).toEqual(['validator-decided']);
});
