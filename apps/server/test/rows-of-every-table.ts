import type pg from 'pg';

interface Row {
  table: string;
  sql: string;
  /** Inserts with the server role instead of the owner. */
  as?: 'server';
}

/*
 * SQL that inserts rows into each table, in an order that the foreign keys allow. Each statement works with the oldest schema
 * that has the table. Person 1 is a Tech Lead and person 2 a member. Add new tables here, otherwise the upgrade test fails.
 */
const ROWS: readonly Row[] = [
  {
    table: 'profiles',
    sql: `INSERT INTO profiles (email, name, title, is_admin, deactivated_at, created_at)
          VALUES ('lead@example.org', 'Léa', 'Lead', true, NULL, '2024-01-01'), ('work@example.org', 'Wim', NULL, false, NULL, '2024-01-02 10:00:00.123+00'),
                 ('left@example.org', 'Lou', NULL, false, '2025-01-01', '2024-01-03')`,
  },
  {
    table: 'skills',
    sql: `INSERT INTO skills (skill_name, category, is_active) VALUES ('Go', 'L', true), ('go', 'L', false), ('SQL', 'L', true)`,
  },
  {
    table: 'projects',
    sql: `INSERT INTO projects (name, tech_lead_id, metadata, external_id, status, created_at, completed_at)
          VALUES ('Open', 1, '{"skill_ideas": ["Rust"]}', NULL, 'active', '2024-01-01', NULL), ('Done', 1, '{}', 'done', 'completed', '2024-01-01', '2025-01-01'),
                 ('Kept', 1, '{}', 'kept', 'archived', '2024-01-01', NULL)`,
  },
  { table: 'project_skills', sql: 'INSERT INTO project_skills SELECT p.id, s.id FROM projects p, skills s WHERE s.id <= 2' },
  {
    table: 'assignments',
    sql: `INSERT INTO assignments (profile_id, project_id, role, tags, started_at, ended_at)
          VALUES (2, 1, 'Engineer', '{Go,SQL}', '2024-02-01', NULL), (2, 2, 'Engineer', '{}', '2024-02-01', '2025-01-01'), (3, 1, 'Engineer', '{go}', '2024-02-01', '2025-01-01')`,
  },
  {
    table: 'progress_updates',
    as: 'server',
    sql: `SELECT post_progress_update(1, 2, 'one ' || n, CASE n WHEN 1 THEN 'x1' END, '2024-03-01'::timestamptz + n * interval '1 day', 2) FROM generate_series(1, 3) n`,
  },
  {
    table: 'user_skill_signals',
    as: 'server',
    sql: `SELECT emit_skill_signals(2, 'project', 1, 'joined', '{1,2}', 1, NULL), emit_skill_signals(2, 'project', 2, 'completed', '{1}', 3, NULL)`,
  },
  {
    table: 'mentorship_sessions',
    sql: `INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus, project_id, status) VALUES (2, 1, 'alumni_advice', 1, 'accepted')`,
  },
  {
    table: 'employee_skills',
    sql: `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
          VALUES (2, 1, 'ADVANCED', '2024-01-01', 1), (2, 3, 'NOVICE', '2025-06-01', NULL)`,
  },
  {
    table: 'suggestions',
    sql: `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, status, source, created_at, resolved_at, resolved_by_id, resolved_proficiency)
          VALUES (2, 1, 'ADVANCED', 'APPROVED', 'SELF_REPORT', '2023-12-01', '2024-01-01', 1, 'ADVANCED'),
                 (2, 1, 'EXPERT', 'PENDING', 'SELF_REPORT', '2025-01-01', NULL, NULL, NULL), (2, 3, 'NOVICE', 'APPROVED', 'SELF_REPORT', '2025-05-01', '2025-06-01', 1, 'NOVICE'),
                 (2, 2, 'NOVICE', 'REJECTED', 'SYSTEM_FLAG', '2025-05-01', '2025-06-01', 1, 'NOVICE'), (3, 1, 'NOVICE', 'REJECTED', 'SELF_REPORT', '2024-05-01', '2024-06-01', 1, NULL);
          -- Since there are comments, a withdrawal needs one in the same transaction.
          DO $$ BEGIN IF to_regclass('decision_comments') IS NOT NULL THEN
            INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at)
            SELECT profile_id, id, resolved_by_id, 'Not used for a year.', resolved_at FROM suggestions WHERE status = 'REJECTED' AND resolved_proficiency IS NOT NULL;
          END IF; END $$`,
  },
  {
    table: 'decision_comments',
    sql: `INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at)
          SELECT profile_id, id, resolved_by_id, 'Not used for a year.', resolved_at FROM suggestions WHERE status = 'REJECTED' ON CONFLICT DO NOTHING`,
  },
  {
    table: 'withdrawn_levels',
    sql: `INSERT INTO withdrawn_levels (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at)
          SELECT profile_id, id, skill_id, resolved_proficiency, '2024-01-01' FROM suggestions WHERE status = 'REJECTED' AND resolved_proficiency IS NOT NULL`,
  },
  { table: 'seen_decisions', sql: `INSERT INTO seen_decisions (profile_id, seen_until) VALUES (2, '2025-06-01')` },
  {
    table: 'idempotency_keys',
    sql: `INSERT INTO idempotency_keys (caller, key_hash, request_hash, response) VALUES ('profile:2', '\\x01', '\\x02', '\\x03'), ('profile:1', '\\x01', NULL, NULL)`,
  },
  {
    table: 'auth_sessions',
    sql: `INSERT INTO auth_sessions (token, profile_id, expires_at) VALUES ('t', 2, now() + interval '1 day')`,
  },
  {
    table: 'auth_accounts',
    sql: `INSERT INTO auth_accounts (profile_id, provider_id, account_id, password) VALUES (2, 'credential', '2', 'a hash')`,
  },
  { table: 'auth_verifications', sql: `INSERT INTO auth_verifications (identifier, value, expires_at) VALUES ('i', 'v', now())` },
  {
    table: 'api_tokens',
    sql: `INSERT INTO api_tokens (profile_id, name, token_hash, created_by_id) VALUES (2, 'ci', sha256('a'), 1), (2, 'old', sha256('b'), NULL);
          UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE name = 'old'`,
  },
  {
    table: 'invitations',
    sql: `INSERT INTO invitations (profile_id, code_hash, created_by_id, expires_at) VALUES (2, sha256('c'), 1, now() + interval '1 day')`,
  },
  {
    table: 'sign_in_failures',
    sql: `INSERT INTO sign_in_failures (address, account_hash, attempted_at) VALUES ('192.0.2.1', '\\x01', now())`,
  },
  {
    table: 'erased_fingerprints',
    sql: `INSERT INTO erased_fingerprints (digest, key_id) VALUES (sha256('an address'), '\\x0102030405060708')`,
  },
  { table: 'former_identities', sql: `INSERT INTO former_identities (profile_id, digest) VALUES (2, sha256('a former address'))` },
  { table: 'skill_former_names', sql: `INSERT INTO skill_former_names (name, skill_id) VALUES ('Golang', 1)` },
  {
    table: 'skill_proposals',
    sql: `INSERT INTO skill_proposals (profile_id, name, reason) VALUES (2, 'Rust', 'For the importer'), (2, 'Go language', NULL), (2, 'Guessing', NULL);
          UPDATE skill_proposals SET status = 'accepted', answered_at = '2024-05-01', answered_by_id = 1, skill_id = 1 WHERE name = 'Go language';
          UPDATE skill_proposals SET status = 'declined', answered_at = '2024-05-01', answered_by_id = 1, comment = 'Too vague' WHERE name = 'Guessing'`,
  },
  {
    table: 'saved_views',
    sql: `INSERT INTO saved_views (profile_id, name, path, search, project_id) VALUES (2, 'Our work', '/projects/1', '{"tab": "updates"}', 1)`,
  },
  {
    table: 'ledger_clusters',
    sql: `INSERT INTO ledger_clusters (system_identifier, since) SELECT system_identifier, now() FROM pg_control_system()`,
  },
  {
    table: 'audit_origins',
    sql: `INSERT INTO audit_origins (profile_id, via, address, user_agent) VALUES (2, 'session', '192.0.2.1', 'Browser')`,
  },
  {
    table: 'audit_entries',
    sql: `INSERT INTO audit_entries (origin_id, recorded_at, action, subject_type, subject_id) SELECT id, recorded_at, 'skill.created', 'skill', 1 FROM audit_origins`,
  },
];

/** Not filled here: a valid checkpoint contains digests of all other rows. */
const CHECKPOINT_TABLES = ['ledger_checkpoints', 'ledger_checkpoint_parts'];

const TABLES = `
  SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'schema\\_%' ORDER BY 1`;

/** The tables of the schema, except the lists of applied migrations, which an upgrade changes. */
export async function tablesOf(owner: pg.Client): Promise<string[]> {
  return (await owner.query<{ name: string }>(TABLES)).rows.map(({ name }) => name);
}

/** Inserts rows into every table of the schema, of any version, except those in `filled`. @throws if a table stays empty */
export async function fillEveryTable(owner: pg.Client, filled: readonly string[] = []): Promise<void> {
  const tables = (await tablesOf(owner)).filter((table) => !filled.includes(table));
  for (const { table, sql, as } of ROWS.filter((row) => tables.includes(row.table))) {
    if (as === 'server') await owner.query('SET ROLE skilltrace_server');
    await owner.query(sql).catch((error: Error) => Promise.reject(new Error(`a row of ${table}: ${error.message}`, { cause: error })));
    await owner.query('RESET ROLE');
  }
  for (const table of tables.filter((name) => !CHECKPOINT_TABLES.includes(name))) {
    const { rowCount } = await owner.query(`SELECT FROM ${table} LIMIT 1`);
    if (rowCount === 0) throw new Error(`${table} is empty: add a statement for it in rows-of-every-table.ts`);
  }
}

/** Tables and columns of earlier versions that a migration drops, because the server never wrote to them. */
export const DROPPED: ReadonlySet<string> = new Set([
  'auth_verifications',
  ...['access_token', 'refresh_token', 'id_token', 'access_token_expires_at', 'refresh_token_expires_at', 'scope'].map(
    (column) => `auth_accounts.${column}`,
  ),
]);

export interface TableContent {
  columns: string[];
  /** Each row as JSON, sorted. */
  rows: string[];
}

const COLUMNS = `
  SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY 1`;

const columnsOf = async (owner: pg.Client, table: string) =>
  (await owner.query<{ name: string }>(COLUMNS, [table])).rows.map(({ name }) => name).filter((name) => !DROPPED.has(`${table}.${name}`));

/** All rows of these tables, with the columns of `before` if given, otherwise with every column that no migration drops. */
export async function contentOf(
  owner: pg.Client,
  tables: readonly string[],
  before?: ReadonlyMap<string, TableContent>,
): Promise<Map<string, TableContent>> {
  const contents = new Map<string, TableContent>();
  for (const table of tables) {
    const columns = before?.get(table)?.columns ?? (await columnsOf(owner, table));
    const { rows } = await owner.query<{ row: string }>(
      `SELECT to_jsonb(picked)::text AS row FROM (SELECT ${columns.join(', ')} FROM ${table}) picked ORDER BY 1`,
    );
    contents.set(table, { columns, rows: rows.map(({ row }) => row) });
  }
  return contents;
}
