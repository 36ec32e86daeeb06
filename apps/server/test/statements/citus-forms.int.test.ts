import { describe, expect, it } from 'vitest';
import { formsThatCitusRefuses } from './citus-forms.js';
import { collectStatements } from './collect-statements.js';

/** Statements that are sent only to a ledger on one database (`isSpread`), because they are faster there. */
const ONLY_ON_ONE_DATABASE: Record<string, string[]> = {
  'analytics/read-distribution.ts': ['LATERAL over a spread table', 'a correlated subquery over a spread table'],
  'analytics/read-mismatch-pages.ts': ['a correlated subquery over a spread table'],
  'analytics/read-mismatches.ts': ['a correlated subquery over a spread table'],
  'analytics/read-organization-risks.ts': ['LATERAL over a spread table', 'a correlated subquery over a spread table'],
  'analytics/read-momentum.ts': ['LATERAL over a spread table', 'a correlated subquery over a spread table'],
  'analytics/read-summary.ts': ['LATERAL over a spread table', 'a correlated subquery over a spread table'],
  'analytics/skills-matrix/matrix-candidates.ts': ['LATERAL over a spread table', 'a correlated subquery over a spread table'],
  'analytics/who-knows/find-candidates.ts': [
    'LATERAL over a spread table',
    'a correlated subquery over a spread table',
    'past levels beside a spread table without `levelsAsOf`',
  ],
  'progress-updates/list-progress-updates.ts': ['LATERAL over a spread table'],
};

/** Locks in transactions that begin with `changeInTurn`. No other transaction then has a lock on these tables. */
const IN_TURN: Record<string, string[]> = {
  'directory/sync-assignments.ts': ['FOR SHARE on a copied table'],
  'people/update-profile.ts': ['FOR SHARE on a copied table'],
  'projects/declare-skills.ts': ['FOR SHARE on a copied table'],
  'projects/lock-project.ts': ['FOR SHARE on a copied table'],
};

/** Forms that Citus accepts there although it refuses them elsewhere. */
const ACCEPTED: Record<string, string[]> = {
  // The project is inserted on the coordinator first.
  'projects/create-project.ts': ['a WITH that writes to a spread or copied table'],
  // The ledgers are joined by person, so each worker has both rows.
  'signals/verify/verify-ledger.ts': ['a correlated subquery over a spread table'],
};

describe('statements of the server', () => {
  it('have no form that Citus refuses, except those in the list of exceptions', () => {
    const found: Record<string, string[]> = {};
    for (const { file, texts = [] } of collectStatements()) {
      const forms = texts.flatMap(formsThatCitusRefuses);
      const name = file.replace('apps/server/src/', '');
      if (forms.length > 0) found[name] = [...new Set([...(found[name] ?? []), ...forms])].toSorted();
    }
    expect(found).toEqual({ ...ONLY_ON_ONE_DATABASE, ...IN_TURN, ...ACCEPTED });
  });
});

describe('formsThatCitusRefuses', () => {
  it.each([
    [
      'now() or gen_random_uuid() in CASE or COALESCE of an UPDATE',
      'UPDATE profiles SET deactivated_at = coalesce(deactivated_at, now()) WHERE id = $1',
    ],
    [
      'now() or gen_random_uuid() in CASE or COALESCE of an UPDATE',
      'UPDATE profiles SET deactivated_at = CASE WHEN $2 THEN now() END WHERE id = $1',
    ],
    [
      'now() or gen_random_uuid() in CASE or COALESCE of an UPDATE',
      'UPDATE saved_views SET name = CASE WHEN EXISTS (SELECT FROM projects) THEN gen_random_uuid()::text ELSE $1 END WHERE id = $2',
    ],
    ['EXISTS without a column over a spread table', 'SELECT EXISTS (SELECT FROM invitations), EXISTS (SELECT FROM progress_updates)'],
    ['CASE with a value in an UPDATE', 'UPDATE profiles SET title = CASE $2::boolean WHEN true THEN $3 ELSE title END WHERE id = $1'],
    ['a column with time zone plus an interval in an UPDATE', "UPDATE auth_accounts SET updated_at = updated_at + interval '1 ms'"],
    [
      'a subquery in the VALUES of an INSERT',
      'INSERT INTO api_tokens (name, expires_at) VALUES ($1, (SELECT expires_at FROM api_tokens WHERE id = $2))',
    ],
    [
      'LATERAL over a spread table',
      'SELECT * FROM projects p CROSS JOIN LATERAL (SELECT id FROM progress_updates u WHERE u.project_id = p.id ORDER BY id LIMIT 3) n',
    ],
    ['a correlated subquery over a spread table', 'SELECT (SELECT count(*) FROM signal_ledger l WHERE l.user_id = p.id) FROM profiles p'],
    [
      'a correlated subquery over a spread table',
      'SELECT FROM employee_skills v WHERE NOT EXISTS (SELECT FROM signal_ledger l WHERE l.user_id = v.profile_id)',
    ],
    [
      'a WITH that writes to a spread or copied table',
      'WITH gone AS (DELETE FROM project_skills WHERE project_id = $1) INSERT INTO project_skills SELECT $1, $2',
    ],
    ['a row lock on a spread table without the person', 'SELECT id FROM progress_updates WHERE id = $1 FOR UPDATE'],
    ['FOR SHARE on a copied table', 'SELECT id FROM profiles WHERE id = $1 FOR SHARE'],
    [
      'past levels beside a spread table without `levelsAsOf`',
      'WITH past AS MATERIALIZED (SELECT * FROM validated_skills_as_of($1, NULL, NULL)) SELECT FROM past JOIN signal_ledger s ON s.user_id = past.profile_id',
    ],
    ['to_jsonb() of a column in a write', 'DELETE FROM project_skills ps USING r WHERE r.ids @> to_jsonb(ps.skill_id)'],
  ])('finds %s', (form, sql) => {
    expect(formsThatCitusRefuses(sql)).toEqual([form]);
  });

  it.each([
    'UPDATE profiles SET deactivated_at = coalesce(deactivated_at, clock.at) FROM (SELECT now() AS at) clock WHERE id = $1',
    'SELECT (SELECT count(*) FROM signal_ledger l WHERE l.user_id = $1) FROM profiles p WHERE p.id = $1',
    'UPDATE saved_views t SET name = n.name FROM (SELECT CASE WHEN $1 THEN gen_random_uuid()::text END AS name) n WHERE t.id = $2',
    'SELECT EXISTS (SELECT 1 FROM progress_updates)',
    'SELECT coalesce($1, now())',
    'INSERT INTO api_tokens (name, expires_at) SELECT $1, (SELECT expires_at FROM api_tokens WHERE id = $2)',
    'SELECT id FROM profiles WHERE id = $1 FOR NO KEY UPDATE',
    'SELECT expires_at FROM api_tokens WHERE id = $1 FOR SHARE',
  ])('accepts %s', (sql) => {
    expect(formsThatCitusRefuses(sql)).toEqual([]);
  });
});
