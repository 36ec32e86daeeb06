import type { DirectorySuggestion, SyncDirectoryBody } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { factories, readLedger } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { expectReasonsOfEntry } from '../../test/reasons-of-problem.js';
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
const sync = async (payload: SyncDirectoryBody) => {
  const report = await syncDirectory(db.database, payload);
  for (const entry of report.rejected) expectReasonsOfEntry(entry);
  return report;
};
const entry = (fields: Partial<DirectorySuggestion> = {}): DirectorySuggestion => ({
  email,
  skill,
  suggestedProficiency: 'ADVANCED',
  ...fields,
});
const suggest = async (fields: Partial<DirectorySuggestion> = {}) => (await sync({ suggestions: [entry(fields)] })).suggestions;
/** Imports one invalid entry and returns the code of its rejection. */
const reasonFor = async (fields: Partial<DirectorySuggestion>) => {
  const { suggestions, rejected } = await sync({ suggestions: [entry(fields)] });
  expect(suggestions).toEqual(counts(0, 0, 1));
  expect(rejected).toMatchObject([{ section: 'suggestions', index: 0 }]);
  return rejected[0]?.code;
};
const storedSuggestions = () =>
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
const untilBlocked = async () => {
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

describe('a suggestion in an organization file', () => {
  test('becomes pending and changes neither ledger', async () => {
    await validate('NOVICE');
    const { ledger, validated } = await everything();
    expect(await suggest({ createdAt: '2025-05-05T10:00:00.000Z' })).toEqual(counts(1, 0));
    expect(await storedSuggestions()).toEqual([
      { skillId, source: 'SELF_REPORT', status: 'PENDING', level: 'ADVANCED', createdAt: '2025-05-05T10:00:00.000Z' },
    ]);
    expect(await everything()).toMatchObject({ ledger, validated });
  });

  test('is dated now if the entry has no time', async () => {
    const before = Date.now() - 1;
    await suggest();
    const [row] = await storedSuggestions();
    expect(Date.parse(row.createdAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(row.createdAt)).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('can ask to re-validate a skill that the same file validates', async () => {
    const employeeSkills = [{ email, skill, proficiencyLevel: 'ADVANCED' as const, lastValidatedAt: '2024-01-01T00:00:00Z' }];
    const report = await sync({ employeeSkills, suggestions: [entry({ source: 'SYSTEM_FLAG' })] });
    expect(report).toMatchObject({ suggestions: counts(1, 0), signals: 0, rejected: [] });
    expect(await storedSuggestions()).toMatchObject([{ source: 'SYSTEM_FLAG', status: 'PENDING' }]);
  });

  test('is ignored if it is repeated or another suggestion for the skill is pending', async () => {
    await validate('NOVICE');
    await suggest({ source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' });
    const before = await everything();
    expect(await suggest({ source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' })).toEqual(counts(0, 1));
    expect(await suggest({ suggestedProficiency: 'EXPERT', createdAt: '2020-01-01T00:00:00Z' })).toEqual(counts(0, 1));
    expect(await everything()).toEqual(before);
  });

  test.each(['APPROVED', 'ADJUSTED', 'REJECTED'] as const)('is ignored if it is repeated after it was %s', async (status) => {
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

  test('is ignored if it is repeated after a rejection that withdrew the skill', async () => {
    await validate('ADVANCED');
    const flag = { source: 'SYSTEM_FLAG' as const, createdAt: '2025-05-05T10:00:00.000Z' };
    await suggest(flag);
    await decide('REJECTED');
    await db.database.query('DELETE FROM employee_skills WHERE profile_id = $1', [memberId]);
    expect(await suggest(flag)).toEqual(counts(0, 1));
  });

  test('is ignored if it is repeated after the person left or the skill became inactive', async () => {
    await suggest();
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [memberId]);
    await db.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skillId]);
    expect(await suggest()).toEqual(counts(0, 1));
  });

  test('is created if it is later than the last decision, or has another level or source', async () => {
    await suggest({ createdAt: '2025-05-05T10:00:00.000Z' });
    await decide('REJECTED');
    expect(await suggest({ createdAt: '2025-05-05T10:00:00.001Z' })).toEqual(counts(1, 0));
    await decide('REJECTED');
    expect(await suggest({ suggestedProficiency: 'NOVICE' })).toEqual(counts(1, 0));
    await decide('REJECTED');
    await validate('NOVICE');
    expect(await suggest({ source: 'SYSTEM_FLAG', createdAt: '2025-01-01T00:00:00Z' })).toEqual(counts(1, 0));
    expect(await storedSuggestions()).toHaveLength(4);
  });

  test('is created once for duplicates, and rejected if two entries for a person and skill differ', async () => {
    const report = await sync({ suggestions: [entry(), entry({ suggestedProficiency: 'EXPERT' })] });
    expect(report).toMatchObject({
      suggestions: counts(0, 0, 2),
      rejected: [
        { index: 0, code: 'CONFLICT' },
        { index: 1, code: 'CONFLICT' },
      ],
    });
    expect(await storedSuggestions()).toEqual([]);
    expect((await sync({ suggestions: [entry(), entry()] })).suggestions).toEqual(counts(1, 1));
    expect(await storedSuggestions()).toMatchObject([{ level: 'ADVANCED' }]);
  });
});

describe('an invalid suggestion', () => {
  test('is rejected for an unknown person, an unknown skill or a time in the future', async () => {
    expect(await reasonFor({ email: 'nobody@example.org' })).toBe('NOT_FOUND');
    expect(await reasonFor({ skill: skill.toLowerCase() })).toBe('NOT_FOUND');
    expect(await reasonFor({ createdAt: '2150-01-01T00:00:00Z' })).toBe('VALIDATION_FAILED');
  });

  test('is rejected for a former member or an inactive skill', async () => {
    await db.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skillId]);
    expect(await reasonFor({})).toBe('SKILL_INACTIVE');
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [memberId]);
    expect(await reasonFor({})).toBe('CONFLICT');
  });

  test('is rejected for a level that is already validated, or a re-validation of a skill that is not validated', async () => {
    expect(await reasonFor({ source: 'SYSTEM_FLAG' })).toBe('CONFLICT');
    await validate('ADVANCED');
    expect(await reasonFor({})).toBe('ALREADY_VALIDATED');
  });

  test('is rejected as SYSTEM_FLAG if the validation was at most 365 days old at that time', async () => {
    await validate('NOVICE');
    const about = { source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' } as const;
    const { rejected } = await sync({ suggestions: [entry({ ...about, createdAt: '2024-12-31T00:00:00.000Z' })] });
    expect(rejected).toMatchObject([{ path: 'suggestions.0', code: 'CONFLICT', message: expect.stringContaining('older than 365 days') }]);
    expect(await suggest({ ...about, createdAt: '2024-12-31T00:00:00.001Z' })).toEqual(counts(1, 0));
  });

  test('is rejected as SYSTEM_FLAG if no active assignment of the person is tagged with the skill', async () => {
    await validate('NOVICE');
    const about = { source: 'SYSTEM_FLAG', suggestedProficiency: 'NOVICE' } as const;
    for (const setUp of [`tags = ARRAY[lower('${skill}')]`, `tags = ARRAY['${skill}'], ended_at = now()`]) {
      await db.database.query(`UPDATE assignments SET ${setUp} WHERE profile_id = $1`, [memberId]);
      const { rejected } = await sync({ suggestions: [entry(about)] });
      expect(rejected).toMatchObject([{ path: 'suggestions.0', code: 'CONFLICT', message: expect.stringContaining('tagged with') }]);
    }
    expect(await storedSuggestions()).toEqual([]);
  });

  test('does not stop the import of other suggestions', async () => {
    const { suggestions, rejected } = await sync({
      suggestions: [entry({ email: 'nobody@example.org' }), entry(), entry({ skill: 'Unheard of' })],
    });
    expect(suggestions).toEqual(counts(1, 0, 2));
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'NOT_FOUND'],
      [2, 'NOT_FOUND'],
    ]);
    expect(await storedSuggestions()).toHaveLength(1);
  });
});

test('an import with any date does not restore a validation that a Tech Lead withdrew', async () => {
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
  expect(report.rejected[0]?.message).toMatch(/^A Tech Lead withdrew this skill at .+\. An import cannot change this\.$/);
  expect(await everything()).toEqual(before);
});

test('an import does not restore a validation that a Tech Lead withdraws between the look-up and the upsert', async () => {
  const validated = { email, skill, proficiencyLevel: 'ADVANCED' as const, lastValidatedAt: '2024-01-01T00:00:00Z' };
  await sync({ employeeSkills: [validated], suggestions: [entry({ source: 'SYSTEM_FLAG' })] });
  const report = await db.database.transaction(async (deciding) => {
    await deciding.query('DELETE FROM employee_skills WHERE profile_id = $1', [memberId]);
    await deciding.query(
      `UPDATE suggestions SET status = 'REJECTED', resolved_at = greatest(created_at, now()::timestamptz(3)), resolved_by_id = $2 WHERE profile_id = $1`,
      [memberId, leadId],
    );
    const synced = sync({ employeeSkills: [{ ...validated, lastValidatedAt: '2024-02-01T00:00:00Z' }] });
    await untilBlocked();
    return { synced };
  });
  await report.synced;
  expect(await db.database.query('SELECT FROM employee_skills WHERE profile_id = $1', [memberId])).toEqual([]);
});

test('concurrent imports create a suggestion once', async () => {
  const reports = await Promise.all([suggest(), suggest(), suggest()]);
  expect(reports.map(({ created, unchanged }) => [created, unchanged]).toSorted()).toEqual([
    [0, 1],
    [0, 1],
    [1, 0],
  ]);
  expect(await storedSuggestions()).toHaveLength(1);
});

test('an import ignores a suggestion that is pending because of a concurrent self-report', async () => {
  const insert = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')`;
  const report = await db.database.transaction(async (reporting) => {
    await reporting.query(insert, [memberId, skillId]);
    const synced = sync({ suggestions: [entry()] });
    // The import finds no pending suggestion, and then waits for this transaction at the unique index.
    await untilBlocked();
    return { synced };
  });
  expect((await report.synced).suggestions).toEqual(counts(0, 1));
  expect(await storedSuggestions()).toMatchObject([{ level: 'EXPERT' }]);
});
