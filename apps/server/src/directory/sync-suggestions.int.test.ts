import type { DirectorySuggestion, SyncDirectoryBody } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { factories, readLedger } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let leadId: number;
let memberId: number;
let skillId: number;
let names = 0;
let email: string;
let skill: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  const make = factories(db.database);
  names += 1;
  [email, skill] = [`member${names}@example.org`, `TypeScript ${names}`];
  leadId = await make.profile();
  memberId = await make.profile({ email });
  skillId = await make.skill(skill);
  await make.assignment({ profileId: memberId, projectId: await make.project({ techLeadId: leadId }), tags: [skill] });
});

const counts = (created: number, unchanged: number, rejected = 0) => ({ created, updated: 0, unchanged, rejected });
const sync = (payload: SyncDirectoryBody) => syncDirectory(db.database, payload);
const entry = (fields: Partial<DirectorySuggestion> = {}): DirectorySuggestion => ({
  email,
  skill,
  suggestedProficiency: 'ADVANCED',
  ...fields,
});
const suggest = async (fields: Partial<DirectorySuggestion> = {}) => (await sync({ suggestions: [entry(fields)] })).suggestions;
/** What became of one bad entry: counted, and told with its reason. */
const reasonFor = async (fields: Partial<DirectorySuggestion>) => {
  const { suggestions, rejected } = await sync({ suggestions: [entry(fields)] });
  expect(suggestions).toEqual(counts(0, 0, 1));
  expect(rejected).toMatchObject([{ section: 'suggestions', index: 0 }]);
  return rejected[0]?.code;
};
const standing = () =>
  db.database.query<any>(
    `SELECT skill_id AS "skillId", source, status, suggested_proficiency AS level, created_at AS "createdAt" FROM suggestions WHERE profile_id = $1 ORDER BY id`,
    [memberId],
  );
const validate = (level: string) =>
  db.database.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, '2024-01-01T00:00:00Z', $4)`,
    [memberId, skillId, level, leadId],
  );
const decide = (status: 'APPROVED' | 'ADJUSTED' | 'REJECTED') =>
  db.database.query(
    `UPDATE suggestions SET status = $2, resolved_at = date_trunc('milliseconds', now()), resolved_by_id = $3,
            resolved_proficiency = CASE WHEN $2::suggestion_status <> 'REJECTED' THEN suggested_proficiency END WHERE profile_id = $1 AND status = 'PENDING'`,
    [memberId, status, leadId],
  );
const somebodyWaits = async () => {
  for (let blocked: unknown[] = []; blocked.length === 0;) {
    blocked = await db.database.query(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0',
    );
  }
};
const everything = async () => ({
  ledger: await readLedger(db.database),
  validated: await db.database.query('SELECT * FROM employee_skills ORDER BY profile_id, skill_id'),
  suggestions: await db.database.query('SELECT * FROM suggestions ORDER BY id'),
});

describe('a suggestion of an organization file', () => {
  test('waits for a decision; neither ledger notices', async () => {
    await validate('NOVICE');
    const { ledger, validated } = await everything();
    expect(await suggest({ createdAt: '2025-05-05T10:00:00.000Z' })).toEqual(counts(1, 0));
    expect(await standing()).toEqual([
      { skillId, source: 'SELF_REPORT', status: 'PENDING', level: 'ADVANCED', createdAt: '2025-05-05T10:00:00.000Z' },
    ]);
    expect(await everything()).toMatchObject({ ledger, validated });
  });

  test('is dated now where it does not say when', async () => {
    const before = Date.now() - 1;
    await suggest();
    const [row] = await standing();
    expect(Date.parse(row.createdAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(row.createdAt)).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('may ask again whether a validated skill still holds, and sees what the same file validates', async () => {
    const employeeSkills = [{ email, skill, proficiencyLevel: 'ADVANCED' as const, lastValidatedAt: '2024-01-01T00:00:00Z' }];
    const report = await sync({ employeeSkills, suggestions: [entry({ source: 'SYSTEM_FLAG' })] });
    expect(report).toMatchObject({ suggestions: counts(1, 0), signals: 0, rejected: [] });
    expect(await standing()).toMatchObject([{ source: 'SYSTEM_FLAG', status: 'PENDING' }]);
  });

  test('sent twice, or while another waits from either source, changes nothing', async () => {
    await validate('NOVICE');
    await suggest({ source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' });
    const before = await everything();
    expect(await suggest({ source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' })).toEqual(counts(0, 1));
    expect(await suggest({ suggestedProficiency: 'EXPERT', createdAt: '2020-01-01T00:00:00Z' })).toEqual(counts(0, 1));
    expect(await everything()).toEqual(before);
  });

  test.each(['APPROVED', 'ADJUSTED', 'REJECTED'] as const)('sent again after it was %s changes nothing', async (status) => {
    for (const dated of [{}, { createdAt: '2025-05-05T10:00:00.000Z' }]) {
      skill = `${skill}+`;
      skillId = await factories(db.database).skill(skill);
      await suggest(dated);
      await decide(status);
      if (status === 'APPROVED') await validate('ADVANCED');
      const before = await everything();
      expect(await suggest(dated)).toEqual(counts(0, 1));
      expect(await everything()).toEqual(before);
    }
  });

  test('sent again after a rejection that withdrew the skill changes nothing', async () => {
    await validate('ADVANCED');
    const flag = { source: 'SYSTEM_FLAG' as const, createdAt: '2025-05-05T10:00:00.000Z' };
    await suggest(flag);
    await decide('REJECTED');
    await db.database.query('DELETE FROM employee_skills WHERE profile_id = $1', [memberId]);
    expect(await suggest(flag)).toEqual(counts(0, 1));
  });

  test('sent again after its person left, or its skill went out of use, changes nothing', async () => {
    await suggest();
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [memberId]);
    await db.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skillId]);
    expect(await suggest()).toEqual(counts(0, 1));
  });

  test('is a new one when it is later than what was decided, of another level, or of the other source', async () => {
    await suggest({ createdAt: '2025-05-05T10:00:00.000Z' });
    await decide('REJECTED');
    expect(await suggest({ createdAt: '2025-05-05T10:00:00.001Z' })).toEqual(counts(1, 0));
    await decide('REJECTED');
    expect(await suggest({ suggestedProficiency: 'NOVICE' })).toEqual(counts(1, 0));
    await decide('REJECTED');
    await validate('NOVICE');
    expect(await suggest({ source: 'SYSTEM_FLAG', createdAt: '2025-01-01T00:00:00Z' })).toEqual(counts(1, 0));
    expect(await standing()).toHaveLength(4);
  });

  test('is added once for copies, and not at all where two entries for a person and skill differ', async () => {
    const report = await sync({ suggestions: [entry(), entry({ suggestedProficiency: 'EXPERT' })] });
    expect(report).toMatchObject({
      suggestions: counts(0, 0, 2),
      rejected: [
        { index: 0, code: 'CONFLICT' },
        { index: 1, code: 'CONFLICT' },
      ],
    });
    expect(await standing()).toEqual([]);
    expect((await sync({ suggestions: [entry(), entry()] })).suggestions).toEqual(counts(1, 1));
    expect(await standing()).toMatchObject([{ level: 'ADVANCED' }]);
  });
});

describe('is rejected with its reason', () => {
  test('an unknown person, an unknown skill, a time in the future', async () => {
    expect(await reasonFor({ email: 'nobody@example.org' })).toBe('NOT_FOUND');
    expect(await reasonFor({ skill: skill.toLowerCase() })).toBe('NOT_FOUND');
    expect(await reasonFor({ createdAt: '2150-01-01T00:00:00Z' })).toBe('VALIDATION_FAILED');
  });

  test('a person who left, a skill out of use', async () => {
    await db.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skillId]);
    expect(await reasonFor({})).toBe('SKILL_INACTIVE');
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [memberId]);
    expect(await reasonFor({})).toBe('CONFLICT');
  });

  test('a level that is validated already, a re-validation of nothing', async () => {
    expect(await reasonFor({ source: 'SYSTEM_FLAG' })).toBe('CONFLICT');
    await validate('ADVANCED');
    expect(await reasonFor({})).toBe('ALREADY_VALIDATED');
  });

  test('a SYSTEM_FLAG about a validation that was not older than 365 days when it was flagged', async () => {
    await validate('NOVICE');
    const about = { source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' } as const;
    const { rejected } = await sync({ suggestions: [entry({ ...about, createdAt: '2024-12-31T00:00:00.000Z' })] });
    expect(rejected).toMatchObject([{ path: 'suggestions.0', code: 'CONFLICT', message: expect.stringContaining('older than 365 days') }]);
    expect(await suggest({ ...about, createdAt: '2024-12-31T00:00:00.001Z' })).toEqual(counts(1, 0));
  });

  test('a SYSTEM_FLAG about a skill that no active assignment of the person is tagged with', async () => {
    await validate('NOVICE');
    const about = { source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' } as const;
    for (const setUp of [`tags = ARRAY[lower('${skill}')]`, `tags = ARRAY['${skill}'], ended_at = now()`]) {
      await db.database.query(`UPDATE assignments SET ${setUp} WHERE profile_id = $1`, [memberId]);
      const { rejected } = await sync({ suggestions: [entry(about)] });
      expect(rejected).toMatchObject([{ path: 'suggestions.0', code: 'CONFLICT', message: expect.stringContaining('tagged with') }]);
    }
    expect(await standing()).toEqual([]);
  });

  test('while the rest goes on', async () => {
    const { suggestions, rejected } = await sync({
      suggestions: [entry({ email: 'nobody@example.org' }), entry(), entry({ skill: 'Unheard of' })],
    });
    expect(suggestions).toEqual(counts(1, 0, 2));
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'NOT_FOUND'],
      [2, 'NOT_FOUND'],
    ]);
    expect(await standing()).toHaveLength(1);
  });
});

test('a validation that a Tech Lead withdrew does not come back with a file, whatever its date', async () => {
  const validated = { email, skill, proficiencyLevel: 'ADVANCED' as const, lastValidatedAt: '2024-01-01T00:00:00Z' };
  await sync({ employeeSkills: [validated], suggestions: [entry({ source: 'SYSTEM_FLAG', createdAt: '2025-05-05T10:00:00Z' })] });
  await decide('REJECTED');
  await db.database.query('DELETE FROM employee_skills WHERE profile_id = $1', [memberId]);
  const before = await everything();
  expect((await sync({ employeeSkills: [validated] })).employeeSkills).toEqual(counts(0, 1));
  expect(await everything()).toEqual(before);
  const [{ later }] = await db.database.query<any>("SELECT clock_timestamp()::timestamptz(3) + interval '1 millisecond' AS later");
  await new Promise((resolve) => setTimeout(resolve, 5));
  const report = await sync({ employeeSkills: [{ ...validated, lastValidatedAt: later }] });
  expect(report).toMatchObject({ employeeSkills: counts(0, 0, 1), rejected: [{ path: 'employeeSkills.0', code: 'CONFLICT' }] });
  expect(report.rejected[0]?.message).toMatch(/^A Tech Lead withdrew this skill at .+; an import does not change that\.$/);
  expect(await everything()).toEqual(before);
});

test('a validation that a lead withdraws between the look-up and the upsert stays withdrawn', async () => {
  const validated = { email, skill, proficiencyLevel: 'ADVANCED' as const, lastValidatedAt: '2024-01-01T00:00:00Z' };
  await sync({ employeeSkills: [validated], suggestions: [entry({ source: 'SYSTEM_FLAG' })] });
  const report = await db.database.transaction(async (deciding) => {
    await deciding.query('DELETE FROM employee_skills WHERE profile_id = $1', [memberId]);
    await deciding.query(
      `UPDATE suggestions SET status = 'REJECTED', resolved_at = greatest(created_at, now()::timestamptz(3)), resolved_by_id = $2 WHERE profile_id = $1`,
      [memberId, leadId],
    );
    const synced = sync({ employeeSkills: [{ ...validated, lastValidatedAt: '2024-02-01T00:00:00Z' }] });
    await somebodyWaits();
    return { synced };
  });
  await report.synced;
  expect(await db.database.query('SELECT FROM employee_skills WHERE profile_id = $1', [memberId])).toEqual([]);
});

test('twice at once leaves what once leaves', async () => {
  const reports = await Promise.all([suggest(), suggest(), suggest()]);
  expect(reports.map(({ created, unchanged }) => [created, unchanged]).toSorted()).toEqual([
    [0, 1],
    [0, 1],
    [1, 0],
  ]);
  expect(await standing()).toHaveLength(1);
});

test('a report that commits after the look-up and before the insert is left as it is', async () => {
  const insert = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')`;
  const report = await db.database.transaction(async (reporting) => {
    await reporting.query(insert, [memberId, skillId]);
    const synced = sync({ suggestions: [entry()] });
    // It sees nothing that waits, and then waits for this transaction at the unique index.
    await somebodyWaits();
    return { synced };
  });
  expect((await report.synced).suggestions).toEqual(counts(0, 1));
  expect(await standing()).toMatchObject([{ level: 'EXPERT' }]);
});
