import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { reportSkill } from '../../src/validation/report-skill.js';
import { resolveSuggestions } from '../../src/validation/resolve-suggestions.js';
import { factories } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let db: TestDatabase;
let person: number;
let lead: number;
let skillId: number;
let pending: number;
let decided: number;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
// A person with one approved suggestion and one pending suggestion.
beforeEach(async () => {
  const make = factories(db.database);
  [person, lead, skillId] = [await make.profile(), await make.profile({ isAdmin: true }), await make.skill()];
  decided = (await reportSkill(db.database, person, { skillId, suggestedProficiency: 'NOVICE' })).id;
  await resolveSuggestions(db.database, { profileId: lead, isAdmin: true, via: 'token' }, [{ suggestionId: decided, action: 'APPROVE' }]);
  skillId = await make.skill();
  pending = (await reportSkill(db.database, person, { skillId, suggestedProficiency: 'NOVICE' })).id;
});

const kept = () =>
  db.database.query(
    `SELECT s.*, e.proficiency_level, e.last_validated_at, e.last_validated_by_id
       FROM suggestions s LEFT JOIN employee_skills e USING (profile_id, skill_id) WHERE s.profile_id = $1 ORDER BY s.id`,
    [person],
  );

/** Runs a statement and returns its SQLSTATE. Checks that no row changed. */
async function refusal(sql: string, connect: Partial<pg.ClientConfig> = { options: '-c role=skilltrace_server' }) {
  const before = await kept();
  expect(before).toHaveLength(2);
  const client = new pg.Client({ connectionString: db.ownerUrl, ...connect });
  await client.connect();
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    return sqlState(error);
  } finally {
    await client.end();
    expect(await kept()).toEqual(before);
  }
}

const CHANGES = {
  'another status': "SET status = 'REJECTED'",
  'back to pending': "SET status = 'PENDING', resolved_at = NULL, resolved_by_id = NULL, resolved_proficiency = NULL",
  'another level': "SET resolved_proficiency = 'EXPERT'",
  'another validator': 'SET resolved_by_id = (SELECT max(id) FROM profiles WHERE is_admin)',
  'another time': "SET resolved_at = resolved_at - interval '1 day'",
  'the same again': 'SET status = status',
};

describe('a decided suggestion', () => {
  it.each(Object.entries(CHANGES))('cannot be changed: %s', async (_name, change) => {
    const update = `UPDATE suggestions ${change} WHERE id = ${decided}`;
    expect(await refusal(update)).toBe('SK005');
    expect(await refusal(update, {})).toBe('SK005');
    expect(await refusal(update, { connectionString: db.superuserUrl, options: '-c session_replication_role=replica' })).toBe('SK005');
  });

  it('cannot be changed by a statement that also decides a pending suggestion', async () => {
    expect(
      await refusal(
        `UPDATE suggestions SET status = 'REJECTED', resolved_at = now(), resolved_by_id = ${lead}, resolved_proficiency = NULL WHERE profile_id = ${person}`,
      ),
    ).toBe('SK005');
  });

  it.each(['DELETE FROM suggestions WHERE id = $', 'TRUNCATE suggestions'])('cannot be deleted by %s', async (sql) => {
    expect(await refusal(sql.replace('$', String(decided)))).toBe('42501');
  });
});

describe('a pending suggestion', () => {
  it.each(['suggested_proficiency', 'source', 'created_at', 'profile_id', 'skill_id'])('cannot be updated in column %s', async (column) => {
    expect(await refusal(`UPDATE suggestions SET ${column} = ${column} WHERE id = ${pending}`)).toBe('42501');
  });

  it('cannot be deleted', async () => {
    expect(await refusal(`DELETE FROM suggestions WHERE id = ${pending}`)).toBe('42501');
  });

  it.each(
    Object.entries({
      'by the person it is about': "status = 'APPROVED', resolved_at = now(), resolved_by_id = profile_id, resolved_proficiency = 'NOVICE'",
      'without a validator': "status = 'REJECTED', resolved_at = now()",
      'without a time': "status = 'REJECTED', resolved_by_id = $lead",
      'as approved, without a level': "status = 'APPROVED', resolved_at = now(), resolved_by_id = $lead",
      'as adjusted, without a level': "status = 'ADJUSTED', resolved_at = now(), resolved_by_id = $lead",
      'while it stays pending, with a validator': 'resolved_by_id = $lead',
      'while it stays pending, with a level': "resolved_proficiency = 'EXPERT'",
      'while it stays pending, with a time': 'resolved_at = now()',
    }),
  )('cannot be decided %s', async (_name, change) => {
    expect(await refusal(`UPDATE suggestions SET ${change.replace('$lead', String(lead))} WHERE id = ${pending}`)).toBe('23514');
  });

  it('is unique per person and skill, even if the source differs', async () => {
    expect(
      await refusal(
        `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES (${person}, ${skillId}, 'EXPERT', 'SYSTEM_FLAG')`,
      ),
    ).toBe('23505');
  });

  it('cannot be inserted as already decided by the same person', async () => {
    expect(
      await refusal(
        `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, resolved_at, resolved_by_id, resolved_proficiency)
         VALUES (${person}, ${skillId}, 'EXPERT', 'SELF_REPORT', 'APPROVED', now(), ${person}, 'EXPERT')`,
      ),
    ).toBe('23514');
  });
});

describe('a validated skill', () => {
  it('cannot be validated by the person who has it', async () => {
    expect(
      await refusal(
        `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES (${person}, ${skillId}, 'EXPERT', now(), ${person})`,
      ),
    ).toBe('23514');
    expect(await refusal(`UPDATE employee_skills SET last_validated_by_id = profile_id WHERE profile_id = ${person}`)).toBe('23514');
  });

  it('cannot have a validation time in the future', async () => {
    expect(await refusal(`UPDATE employee_skills SET last_validated_at = now() + interval '1 day' WHERE profile_id = ${person}`)).toBe(
      '23514',
    );
  });
});

it('a Tech Lead can decide a pending suggestion', async () => {
  const [row] = await db.database.query(
    `UPDATE suggestions SET status = 'ADJUSTED', resolved_at = now(), resolved_by_id = $2, resolved_proficiency = 'EXPERT' WHERE id = $1 RETURNING status`,
    [pending, lead],
  );
  expect(row).toEqual({ status: 'ADJUSTED' });
});
