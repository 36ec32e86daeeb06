import type { LedgerCheck } from './ledger-check.js';

// Rules for a ledger that `skilltrace scale-out` has spread. Statements on the coordinator do not see what protects the tables of the
// workers, or whether two copies of a row differ. In a command for each of these tables, %s is its name, and %% is %.

const inQuotes = (command: string) => `$command$ ${command} $command$`;
const place = `format('%s on %s:%s', t.name, nodename, nodeport)`;

// Returns the changes that nothing rejects.
const GUARDS = inQuotes(`
  SELECT concat_ws(', ', CASE WHEN NOT coalesce(bool_or(t.tgtype & 26 = 26), false) THEN 'UPDATE, DELETE' END,
                         CASE WHEN NOT coalesce(bool_or(t.tgtype & 34 = 34), false) THEN 'TRUNCATE' END)
    FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
   WHERE t.tgrelid = '%s'::regclass AND t.tgenabled = 'A' AND t.tgqual IS NULL AND t.tgtype & 1 = 0
     AND cardinality(t.tgattr::int2[]) = 0 AND f.proname = 'refuse_ledger_change' AND f.prosrc ~* 'raise\\s+exception' AND f.prosrc !~* '\\mreturn\\M'`);

// The names of a table of a worker end with the number of the shard.
const DEFINITION = inQuotes(`
  SELECT md5(string_agg(regexp_replace(trait, '_\\d{6,}\\M', '', 'g'), ';' ORDER BY trait COLLATE "C")) FROM (
    SELECT format('column %%s %%s %%s', attname, format_type(atttypid, atttypmod), attnotnull) AS trait
      FROM pg_attribute WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '%1$s'::regclass
    UNION ALL SELECT regexp_replace(pg_get_indexdef(indexrelid), '^.*? USING ', '') FROM pg_index WHERE indrelid = '%1$s'::regclass
    UNION ALL
    SELECT format('%%s %%s %%s %%s', regexp_replace(pg_get_triggerdef(t.oid), ' ON \\S+ ', ' '), t.tgenabled, f.prosrc, f.proconfig)
      FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid WHERE t.tgrelid = '%1$s'::regclass AND NOT t.tgisinternal
    UNION ALL SELECT format('right %%s', unnest(relacl)) FROM pg_class WHERE oid = '%1$s'::regclass
  ) traits`);

const ROWS = inQuotes(`
  WITH zone AS MATERIALIZED (SELECT set_config('timezone', 'UTC', true) AS name)
  SELECT concat(count(*), ' ', sum(hashtextextended(stored::text, 0))) FROM zone, %s stored WHERE zone.name = 'UTC'`);

const TABLES = `(VALUES ('user_skill_signals'), ('progress_updates'), ('progress_update_keys')) t (name)`;
const COPIES = `(VALUES ('profiles'), ('skills'), ('projects'), ('project_skills'), ('assignments')) t (name)`;
const shardsOf = (tables: string) =>
  `SELECT count(*) FROM ${tables} JOIN pg_dist_shard s ON s.logicalrelid = t.name::regclass JOIN pg_dist_placement p ON p.shardid = s.shardid`;

export const shardChecks: readonly LedgerCheck[] = [
  {
    name: 'append-only-on-workers',
    rule: 'triggers enabled ALWAYS reject UPDATE, DELETE and TRUNCATE of each table in which a worker stores signals',
    examined: "SELECT count(*) FROM pg_dist_shard WHERE logicalrelid = 'public.user_skill_signals'::regclass",
    violations: `
      SELECT format('shard %s: %s', shardid, CASE WHEN success THEN 'does not reject ' || result ELSE result END) AS sample
        FROM run_command_on_shards('public.user_skill_signals', ${GUARDS}) WHERE NOT success OR result <> ''`,
  },
  {
    name: 'same-definition-on-workers',
    rule: 'all tables of the workers that store rows of the same table have the same columns, constraints, indexes, triggers and rights',
    examined: shardsOf(TABLES),
    violations: `
      SELECT ${place} AS sample
        FROM (SELECT t.name, p.nodename, p.nodeport, p.success,
                     count(*) OVER (PARTITION BY t.name, p.result) AS alike, count(*) OVER (PARTITION BY t.name) AS total
                FROM ${TABLES} CROSS JOIN LATERAL run_command_on_placements(format('public.%I', t.name), ${DEFINITION}) p) t
       WHERE NOT success OR alike < total AND 2 * alike <= total`,
  },
  {
    name: 'same-copies-on-workers',
    rule: 'each worker has the same people, skills, projects and assignments as the coordinator',
    examined: shardsOf(COPIES),
    violations: `
      SELECT ${place} AS sample
        FROM (SELECT t.name, p.nodename, p.nodeport, p.success, p.result, min(p.result) OVER (PARTITION BY t.name) AS one, max(p.result) OVER (PARTITION BY t.name) AS other
                FROM ${COPIES} CROSS JOIN LATERAL run_command_on_placements(format('public.%I', t.name), ${ROWS}) p) t
       WHERE NOT success OR one <> other`,
  },
];
