import type { Transaction } from '../../platform/database/connection.js';

/** Whether `skilltrace scale-out` has spread the ledger over the workers of a Citus cluster. */
export async function isSpread(transaction: Transaction): Promise<boolean> {
  const [citus] = await transaction.query("SELECT WHERE to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL");
  if (!citus) return false;
  return (await transaction.query(SPREAD)).length > 0;
}

const SPREAD = "SELECT FROM pg_catalog.pg_dist_partition WHERE logicalrelid = 'public.user_skill_signals'::regclass AND partmethod = 'h'";

// The lines of the dump about objects of the extension. An object that is a member of the extension but not where Citus creates its
// objects is not listed here, and therefore found.
const OF_CITUS = `
  WITH member AS (
    SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
     WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND x.extname IN ('citus', 'citus_columnar')
  )
  SELECT format('CREATE EXTENSION %I;', extname) AS text FROM pg_extension WHERE extname IN ('citus', 'citus_columnar')
  UNION ALL SELECT format('CREATE SCHEMA %I;', nspname) FROM pg_namespace WHERE nspname IN ('citus', 'citus_internal', 'columnar', 'columnar_internal')
  UNION ALL
  SELECT format('CREATE FUNCTION %s;', p.oid::regprocedure) FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid
   WHERE p.pronamespace <> 'public'::regnamespace
  UNION ALL SELECT format('CREATE OPERATOR %s;', objid::regoperator) FROM member WHERE classid = 'pg_operator'::regclass
  UNION ALL SELECT format('CREATE EVENT TRIGGER %I;', evtname) FROM pg_event_trigger JOIN member ON classid = 'pg_event_trigger'::regclass AND objid = oid
  UNION ALL
  SELECT format('CREATE SEQUENCE %s;', c.oid::regclass) FROM pg_class c JOIN member ON classid = 'pg_class'::regclass AND objid = c.oid
   WHERE c.relkind = 'S' AND c.relname LIKE 'pg\\_dist\\_%'
     AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype IN ('i', 'a'))
  UNION ALL
  SELECT pg_get_triggerdef(t.oid, true) || ';' FROM pg_trigger t JOIN member ON classid = 'pg_class'::regclass AND objid = t.tgrelid
   WHERE t.tgname = 'pg_dist_shard_placement_trigger'
  UNION ALL
  SELECT line FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN member ON classid = 'pg_class'::regclass AND objid = c.oid,
         unnest(ARRAY[format('ALTER VIEW %I OWNER TO %I;', relname, pg_get_userbyid(relowner)), format('GRANT SELECT ON TABLE %I TO PUBLIC;', relname),
                      format('CREATE VIEW %I AS', relname)] || string_to_array(pg_get_viewdef(c.oid, true), E'\\n')) AS line
   WHERE n.nspname = 'public' AND c.relname IN ('citus_schemas', 'citus_tables')`;

/** The rights of the spread tables: see `scale-out/rights.ts`. */
const RIGHTS = {
  audit_origins: 'GRANT INSERT (id, transaction_id, recorded_at, profile_id, via, api_token_id, request_id, address, user_agent), SELECT',
  skill_proposals: 'GRANT INSERT (id, profile_id, name, reason, status, created_at), SELECT',
  progress_updates: 'GRANT INSERT (id, project_id, user_id, content, external_id, created_at, transaction_id, recorded_at), SELECT',
  user_skill_signals:
    'GRANT INSERT (id, user_id, skill_id, source_type, source_id, signal_type, weight, created_at, recorded_at, transaction_id, project_id), SELECT',
};
const SEQUENCES = {
  skilltrace_server: [
    'api_tokens',
    'assignments',
    'auth_accounts',
    'auth_sessions',
    'mentorship_sessions',
    'profiles',
    'projects',
    'saved_views',
    'skill_proposals',
    'skills',
    'suggestions',
  ],
  skilltrace_ledger: ['audit_origins', 'user_skill_signals'],
};

/** The shipped schema as it is after `skilltrace scale-out`. */
export function spreadForm(shipped: readonly string[]): string[] {
  const lines = shipped
    .filter((line) => !/^ {2}CONSTRAINT (progress_updates|user_skill_signals)_\w+ FOREIGN KEY /.test(line))
    .map((line) => {
      const table = /^GRANT INSERT \(.* ON TABLE (\w+) TO skilltrace_(?:ledger|server);$/.exec(line)?.[1];
      const right = table !== undefined && table in RIGHTS ? RIGHTS[table as keyof typeof RIGHTS] : undefined;
      return right === undefined ? line : line.replace(/^GRANT INSERT \([^)]*\), SELECT/, right);
    });
  const usage = Object.entries(SEQUENCES).flatMap(([role, tables]) =>
    tables.map((table) => `GRANT USAGE ON SEQUENCE ${table}_id_seq TO ${role};`),
  );
  return [...lines, ...usage];
}

/** The lines that Citus itself adds to the dump. */
export async function linesOfCitus(transaction: Transaction): Promise<string[]> {
  return (await transaction.query<{ text: string }>(OF_CITUS)).map(({ text }) => text);
}
