import { withTriggersDisabled, type Corruption } from './corruption.js';

/** Changes to the schema by the database owner or a superuser that would hide later changes. */
export const schemaCorruptions: readonly Corruption[] = [
  {
    name: 'the view `signal_ledger` replaced by one that omits a person',
    sql: 'CREATE OR REPLACE VIEW signal_ledger AS SELECT id, user_id, skill_id, source_type, source_id, signal_type, weight, created_at, recorded_at, project_id FROM user_skill_signals WHERE user_id <> 2',
  },
  {
    name: 'the function that writes signals replaced by one that does nothing',
    sql: `CREATE OR REPLACE FUNCTION emit_skill_signals(p_user_id bigint, p_source_type signal_source_type, p_source_id bigint, p_signal_type signal_type,
      p_skill_ids bigint[], p_weight integer, p_created_at timestamptz) RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT 0'`,
  },
  {
    name: 'one condition removed from the function that writes signals',
    sql: `DO $$ DECLARE body text := pg_get_functiondef('emit_skill_signals'::regproc); BEGIN
      EXECUTE replace(body, 'IF p_weight IS DISTINCT FROM default_signal_weight(p_signal_type) THEN', 'IF false THEN'); END $$`,
  },
  {
    name: 'the weights in `default_signal_weight` changed',
    sql: `CREATE OR REPLACE FUNCTION default_signal_weight(p_signal_type signal_type) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 9'`,
  },
  {
    name: 'row security that hides signals from the server',
    sql: 'ALTER TABLE user_skill_signals ENABLE ROW LEVEL SECURITY; CREATE POLICY part_of ON user_skill_signals USING (user_id <> 2)',
  },
  {
    name: 'row security that hides audit entries, and a role that bypasses it',
    sql: 'ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY; CREATE POLICY part_of ON audit_entries USING (id > 5); ALTER ROLE skilltrace_server BYPASSRLS',
    restore: 'ALTER ROLE skilltrace_server NOBYPASSRLS',
  },
  { name: 'credentials granted to the reader', sql: 'GRANT SELECT ON auth_accounts TO skilltrace_reader' },
  { name: 'one column of credentials granted to the reader', sql: 'GRANT SELECT (token) ON auth_sessions TO skilltrace_reader' },
  { name: 'TRUNCATE of the ledger granted to PUBLIC', sql: 'GRANT TRUNCATE ON user_skill_signals TO PUBLIC' },
  { name: 'INSERT into the view of the ledger granted to the server', sql: 'GRANT INSERT ON signal_ledger TO skilltrace_server' },
  { name: 'INSERT into the view of the ledger granted to PUBLIC', sql: 'GRANT INSERT ON signal_ledger TO PUBLIC' },
  {
    name: 'INSERT into the view of the ledger granted to another login',
    sql: 'CREATE ROLE mallory LOGIN; GRANT INSERT ON signal_ledger TO mallory',
    restore: 'DROP ROLE mallory',
  },
  {
    name: 'one column of the view of the ledger granted to another login',
    sql: 'CREATE ROLE mallory LOGIN; GRANT UPDATE (weight) ON signal_ledger TO mallory',
    restore: 'DROP ROLE mallory',
  },
  {
    name: 'a sequence of the ledger granted to the server',
    sql: 'GRANT UPDATE ON SEQUENCE user_skill_signals_id_seq TO skilltrace_server',
  },
  {
    name: 'a writing function granted to another login',
    sql: 'CREATE ROLE mallory LOGIN; GRANT EXECUTE ON FUNCTION post_progress_update TO mallory',
    restore: 'DROP ROLE mallory',
  },
  { name: 'CREATE in the schema granted to PUBLIC', sql: 'GRANT CREATE ON SCHEMA public TO PUBLIC' },
  {
    name: 'CREATE in the database granted to the server',
    sql: 'DO $$ BEGIN EXECUTE format($x$GRANT CREATE ON DATABASE %I TO skilltrace_server$x$, current_database()); END $$',
  },
  {
    name: 'the right to bypass triggers granted to the server',
    sql: 'GRANT SET ON PARAMETER session_replication_role TO skilltrace_server',
    restore: 'REVOKE SET ON PARAMETER session_replication_role FROM skilltrace_server',
  },
  { name: 'GRANT OPTION added to a privilege', sql: 'GRANT SELECT ON signal_ledger TO skilltrace_reader WITH GRANT OPTION' },
  {
    name: 'an untrusted language made available to everyone',
    sql: "UPDATE pg_language SET lanpltrusted = true WHERE lanname = 'c'; GRANT USAGE ON LANGUAGE c TO skilltrace_server",
  },
  {
    name: 'a PostgreSQL function that reads files granted to the server',
    sql: 'GRANT EXECUTE ON FUNCTION pg_read_file(text) TO skilltrace_server',
  },
  { name: 'the catalog of role passwords granted to the server', sql: 'GRANT SELECT ON pg_catalog.pg_authid TO skilltrace_server' },
  {
    name: 'privileges on future tables granted to the reader',
    sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO skilltrace_reader',
  },
  { name: 'a check constraint dropped', sql: 'ALTER TABLE user_skill_signals DROP CONSTRAINT user_skill_signals_weight_check' },
  {
    name: 'a check constraint replaced by one that is not valid',
    sql: `ALTER TABLE user_skill_signals DROP CONSTRAINT user_skill_signals_weight_check;
      ALTER TABLE user_skill_signals ADD CONSTRAINT user_skill_signals_weight_check CHECK (weight > 0) NOT VALID`,
  },
  { name: 'a foreign key dropped', sql: 'ALTER TABLE user_skill_signals DROP CONSTRAINT user_skill_signals_user_id_fkey' },
  {
    name: 'the foreign key triggers disabled',
    sql: `ALTER TABLE assignments DISABLE TRIGGER ALL;
      DO $$ DECLARE t record; BEGIN FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'assignments'::regclass AND NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE assignments ENABLE ALWAYS TRIGGER %I', t.tgname); END LOOP; END $$`,
  },
  { name: 'the append-only trigger dropped', sql: 'DROP TRIGGER user_skill_signals_append_only ON user_skill_signals' },
  { name: 'the append-only trigger disabled', sql: 'ALTER TABLE user_skill_signals DISABLE TRIGGER USER' },
  {
    name: 'the append-only trigger changed so that replica mode bypasses it',
    sql: 'ALTER TABLE audit_entries ENABLE TRIGGER audit_entries_append_only',
  },
  {
    name: 'the function of the append-only triggers replaced by one that does nothing',
    sql: `CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS 'BEGIN RETURN NULL; END'`,
  },
  { name: 'an audit trigger disabled', sql: 'ALTER TABLE employee_skills DISABLE TRIGGER employee_skills_audit_update' },
  {
    name: 'an audit function that omits one person',
    sql: `DO $$ DECLARE body text := pg_get_functiondef('audit_employee_skills'::regproc); BEGIN
      EXECUTE replace(body, 'FROM new_rows n;', 'FROM new_rows n WHERE n.profile_id <> 2;'); END $$`,
  },
  { name: 'the owner of a writing function changed', sql: 'ALTER FUNCTION post_progress_update OWNER TO postgres' },
  { name: 'the owner of a function without special rights changed', sql: 'ALTER FUNCTION refuse_ledger_change OWNER TO skilltrace_server' },
  { name: 'the search path of a writing function changed', sql: 'ALTER FUNCTION emit_skill_signals SET search_path = public' },
  { name: 'the owner of a table changed', sql: 'ALTER TABLE user_skill_signals OWNER TO skilltrace_server' },
  { name: 'the owner of the list of applied files changed', sql: 'ALTER TABLE schema_repeatables OWNER TO skilltrace_reader' },
  { name: 'a rule that swallows audit entries', sql: 'CREATE RULE silent AS ON INSERT TO audit_entries DO INSTEAD NOTHING' },
  {
    name: 'an event trigger',
    sql: `CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch()`,
  },
  {
    name: 'a trigger that changes signals as they are written',
    sql: `CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.weight := 9; RETURN NEW; END';
      CREATE TRIGGER more BEFORE INSERT ON user_skill_signals FOR EACH ROW EXECUTE FUNCTION more()`,
  },
  {
    name: 'the server made a member of the role that writes the ledger',
    sql: 'GRANT skilltrace_ledger TO skilltrace_server',
    restore: 'REVOKE skilltrace_ledger FROM skilltrace_server',
  },
  {
    name: 'the reader made a member of a role that reads everything',
    sql: 'GRANT pg_read_all_data TO skilltrace_reader',
    restore: 'REVOKE pg_read_all_data FROM skilltrace_reader',
  },
  {
    name: 'another login made a member of the role that writes the ledger',
    sql: 'CREATE ROLE mallory LOGIN; GRANT skilltrace_ledger TO mallory',
    restore: 'DROP ROLE mallory',
  },
  {
    name: 'the role of the server made a superuser',
    sql: 'ALTER ROLE skilltrace_server SUPERUSER',
    restore: 'ALTER ROLE skilltrace_server NOSUPERUSER',
  },
  {
    name: 'a database setting that bypasses triggers',
    sql: 'DO $$ BEGIN EXECUTE format($x$ALTER DATABASE %I SET session_replication_role = replica$x$, current_database()); END $$',
  },
  {
    name: 'a search path on the server role that finds other tables first',
    sql: 'ALTER ROLE skilltrace_server SET search_path = elsewhere, public',
    restore: 'ALTER ROLE skilltrace_server RESET search_path',
  },
  {
    name: 'a function that shadows a PostgreSQL function used by verify',
    sql: `CREATE FUNCTION public.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT $1'`,
  },
  {
    name: 'an operator that shadows a PostgreSQL operator',
    sql: `CREATE FUNCTION same(signal_type, signal_type) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      CREATE OPERATOR public.<> (LEFTARG = signal_type, RIGHTARG = signal_type, FUNCTION = same)`,
  },
  {
    name: 'the SHA-256 of PostgreSQL replaced',
    sql: `CREATE OR REPLACE FUNCTION pg_catalog.sha256(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT decode(repeat($x$00$x$, 32), $x$hex$x$)'`,
  },
  { name: 'a table of totals', sql: 'CREATE TABLE totals AS SELECT user_id, count(*) FROM user_skill_signals GROUP BY user_id' },
  { name: 'a table in another schema', sql: 'CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.profiles (id bigint)' },
  {
    name: 'the ledger table recreated without its constraints and triggers',
    sql: 'CREATE TABLE again AS TABLE user_skill_signals; DROP TABLE user_skill_signals CASCADE; ALTER TABLE again RENAME TO user_skill_signals; GRANT SELECT ON user_skill_signals TO skilltrace_server',
  },
  {
    name: 'the ledger table replaced by a view',
    sql: `ALTER TABLE user_skill_signals RENAME TO hidden_signals; CREATE VIEW user_skill_signals AS SELECT * FROM hidden_signals;
      GRANT SELECT ON user_skill_signals TO skilltrace_server`,
  },
  { name: 'the audit table made UNLOGGED, so that a crash empties it', sql: 'ALTER TABLE audit_entries SET UNLOGGED' },
  {
    name: 'a child table whose rows appear among the signals',
    sql: 'CREATE TABLE more_signals () INHERITS (user_skill_signals)',
  },
  { name: 'the natural key dropped', sql: 'ALTER TABLE user_skill_signals DROP CONSTRAINT user_skill_signals_pkey' },
  {
    name: 'an index marked as invalid',
    sql: "UPDATE pg_index SET indisvalid = false, indisready = false WHERE indexrelid = 'suggestions_one_pending_key'::regclass",
  },
  {
    name: 'the default of `recorded_at` changed',
    sql: "ALTER TABLE user_skill_signals ALTER COLUMN recorded_at SET DEFAULT '2020-01-01'",
  },
  { name: 'a column added', sql: 'ALTER TABLE user_skill_signals ADD COLUMN score integer' },
  { name: 'a value added to a type', sql: "ALTER TYPE signal_type ADD VALUE 'endorsed'" },
  { name: 'a sequence that can repeat ids', sql: 'ALTER TABLE user_skill_signals ALTER COLUMN id SET CYCLE' },
  {
    name: 'a function registered as part of an extension',
    sql: `CREATE FUNCTION public.quiet() RETURNS void LANGUAGE sql AS ''; ALTER EXTENSION plpgsql ADD FUNCTION public.quiet()`,
  },
  { name: 'an extension in a separate schema', sql: 'CREATE SCHEMA ext; CREATE EXTENSION pgstattuple SCHEMA ext' },
  { name: 'an extension in `pg_catalog`', sql: 'CREATE EXTENSION pgstattuple SCHEMA pg_catalog' },
  {
    name: 'privileges on a table granted to another login',
    sql: 'CREATE ROLE dashboard LOGIN; GRANT SELECT ON profiles TO dashboard',
    restore: 'DROP ROLE dashboard',
  },
  { name: 'an index', sql: 'CREATE INDEX of_an_operator ON progress_updates (created_at)' },
  { name: 'a publication', sql: 'CREATE PUBLICATION everything FOR ALL TABLES' },
  {
    name: 'a database setting that changes the isolation level',
    sql: 'ALTER DATABASE corrupted SET default_transaction_isolation = serializable',
  },
  { name: 'a checkpoint deleted', sql: withTriggersDisabled('ledger_checkpoints', 'DELETE FROM ledger_checkpoints') },
];

/** Additions that an operator may make, because they do not affect the statements or privileges of the server. */
export const harmlessAdditions: readonly Corruption[] = [
  {
    name: 'another login that may connect',
    sql: 'CREATE ROLE dashboard LOGIN; GRANT CONNECT ON DATABASE corrupted TO dashboard',
    restore: 'DROP ROLE dashboard',
  },
  {
    name: 'another login that reads everything and monitors the server',
    sql: 'CREATE ROLE dashboard LOGIN IN ROLE pg_read_all_data, pg_monitor',
    restore: 'DROP ROLE dashboard',
  },
  {
    name: 'settings of the database and of another login that change no result',
    sql: "ALTER DATABASE corrupted SET work_mem = '32MB'; CREATE ROLE dashboard LOGIN; ALTER ROLE dashboard SET statement_timeout = '5s'",
    restore: 'DROP ROLE dashboard',
  },
  { name: 'storage parameters of a table', sql: 'ALTER TABLE progress_updates SET (autovacuum_vacuum_scale_factor = 0.02)' },
  { name: 'extended statistics', sql: 'CREATE STATISTICS together ON user_id, project_id FROM progress_updates' },
  { name: 'comments', sql: "COMMENT ON TABLE projects IS 'What people work on'" },
];
