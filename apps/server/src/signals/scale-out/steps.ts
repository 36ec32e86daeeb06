import type pg from 'pg';
import { OUR_ROLES } from '../../platform/database/schema/schema-catalog.js';
import { logins } from './logins.js';
import { isOnAll, onWorkers } from './on-workers.js';
import { missingRights } from './rights.js';
import { copyToWorkers, spreadLedger } from './spread-ledger.js';
import type { Step } from './step.js';
import { truncateGuard } from './truncate-guard.js';

/** The tables that queries join with the ledgers, in an order in which each one only refers to earlier ones. */
const COPIED = ['profiles', 'skills', 'projects', 'project_skills', 'assignments'];

const CREATE_ROLES = `
  DO $do$
  DECLARE
    role_name text;
  BEGIN
    PERFORM set_config('citus.enable_create_role_propagation', 'off', true), set_config('citus.enable_alter_role_propagation', 'off', true),
            set_config('citus.enable_ddl_propagation', 'off', true);
    FOREACH role_name IN ARRAY ARRAY['skilltrace_server', 'skilltrace_reader', 'skilltrace_ledger'] LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
        EXECUTE format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', role_name);
      END IF;
      IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
        EXECUTE format('GRANT %I TO %I', role_name, current_user);
      END IF;
      EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), role_name);
    END LOOP;
    -- The owner of a function must be able to create it: that role owns those that write, also in later versions.
    GRANT CREATE ON SCHEMA public TO skilltrace_ledger;
  END
  $do$`;
const WORKERS_WITH_ROLES = `
  SELECT count(*) FROM pg_roles r, pg_namespace n
   WHERE r.rolname IN ${OUR_ROLES} AND n.nspname = 'public' AND has_schema_privilege(r.oid, n.oid, 'USAGE')
     AND has_database_privilege(r.oid, current_database(), 'CONNECT')
     AND (r.rolname <> 'skilltrace_ledger' OR has_schema_privilege(r.oid, n.oid, 'CREATE'))
     AND pg_has_role(current_user, r.oid, 'MEMBER')`;

const roles: Step = {
  name: 'creating the roles on the workers',
  isDone: (client) => isOnAll(client, WORKERS_WITH_ROLES, '3'),
  run: (client) => onWorkers(client, CREATE_ROLES),
};

const FUNCTIONS_NOT_SPREAD = `
  SELECT p.oid::regprocedure::text AS name FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
     AND NOT EXISTS (SELECT FROM pg_dist_object WHERE classid = 'pg_proc'::regclass AND objid = p.oid)
   ORDER BY 1`;

const functions: Step = {
  name: 'creating the functions on the workers',
  isDone: async (client) => (await client.query(FUNCTIONS_NOT_SPREAD)).rowCount === 0,
  run: async (client) => {
    const { rows } = await client.query<{ name: string }>(FUNCTIONS_NOT_SPREAD);
    for (const { name } of rows) await client.query('SELECT create_distributed_function($1)', [name]);
  },
};

type CitusType = 'distributed' | 'reference';
const isSpread = async (client: pg.Client, table: string, type: CitusType) =>
  (await client.query('SELECT FROM citus_tables WHERE table_name = $1::regclass AND citus_table_type = $2', [table, type])).rowCount === 1;

const ledger = (table: string, by: string, colocatedWith: string): Step => ({
  name: `spreading ${table}`,
  isDone: (client) => isSpread(client, table, 'distributed'),
  run: (client) => spreadLedger(client, { table, by, colocatedWith }),
});

const copied = (table: string): Step => ({
  name: `copying ${table} to every worker`,
  isDone: (client) => isSpread(client, table, 'reference'),
  run: (client) => copyToWorkers(client, table),
});

const rights: Step = {
  name: 'granting the rights to insert',
  // Before the last table is copied, no table shows what is missing.
  isDone: async (client) => (await isSpread(client, 'assignments', 'reference')) && (await missingRights(client)).length === 0,
  run: async (client) => {
    for (const statement of await missingRights(client)) await client.query(statement);
  },
};

const TRIGGERS_ALLOWED = `
  SELECT FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase AND d.datname = current_database()
   WHERE setrole = 0 AND 'citus.enable_unsafe_triggers=on' = ANY (setconfig)`;

// Later migrations change triggers too.
const settings: Step = {
  name: 'allowing triggers on spread tables',
  isDone: async (client) => (await client.query(TRIGGERS_ALLOWED)).rowCount === 1,
  run: async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(rows[0]?.name ?? '')} SET citus.enable_unsafe_triggers = on`);
  },
};

/** The steps of the conversion, in order. */
export const stepsOfScaleOut: readonly Step[] = [
  settings,
  roles,
  functions,
  ledger('progress_updates', 'user_id', 'none'),
  ledger('user_skill_signals', 'user_id', 'progress_updates'),
  truncateGuard,
  ledger('progress_update_keys', 'external_id', 'none'),
  ...COPIED.map(copied),
  rights,
  logins,
];
