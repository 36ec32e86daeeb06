import { knownTables } from './known-tables.js';
import { all, IN_FUTURE, rowsOf, type LedgerCheck } from './ledger-check.js';
import { auditChecks } from './audit-checks.js';
import { eventChecks } from './event-checks.js';
import { loggedChecks } from './logged-checks.js';
import { loginChecks } from './login-checks.js';
import { validationChecks } from './validation-checks.js';
import { writerChecks } from './writer-checks.js';

const signalSample = `concat('signal ', s.id)`;
const rowsOfLedger = (name: string, rule: string, where: string, among = 'true'): LedgerCheck => ({
  name,
  rule,
  examined: all('user_skill_signals s', among),
  violations: `SELECT ${signalSample} AS sample FROM user_skill_signals s WHERE ${among} AND ${where}`,
});

const ledger: LedgerCheck[] = [
  {
    name: 'natural-key',
    rule: 'the combination of person, skill, source and type is unique for each signal',
    examined: all('user_skill_signals'),
    violations: `
      SELECT concat('person ', user_id, ', skill ', skill_id, ', ', source_type, ' ', source_id, ', ', signal_type) AS sample
        FROM user_skill_signals GROUP BY user_id, skill_id, source_type, source_id, signal_type HAVING count(*) > 1`,
  },
  rowsOfLedger(
    'person-and-skill',
    'the person and the skill of a signal exist',
    '(NOT EXISTS (SELECT FROM profiles p WHERE p.id = s.user_id) OR NOT EXISTS (SELECT FROM skills k WHERE k.id = s.skill_id))',
  ),
  rowsOfLedger(
    'joined-explained',
    'each joined signal has an assignment of that person on that project',
    'NOT EXISTS (SELECT FROM assignments a WHERE a.profile_id = s.user_id AND a.project_id = s.source_id)',
    "s.signal_type = 'joined'",
  ),
  rowsOfLedger(
    'update-explained',
    'each update signal has a progress update of that person',
    'NOT EXISTS (SELECT FROM progress_updates u WHERE u.user_id = s.user_id AND u.id = s.source_id)',
    "s.signal_type = 'update'",
  ),
  rowsOfLedger(
    'completed-explained',
    'each completed signal has a completed project and an assignment on it',
    `NOT EXISTS (SELECT FROM assignments a JOIN projects p ON p.id = a.project_id
                  WHERE a.profile_id = s.user_id AND a.project_id = s.source_id AND p.completed_at IS NOT NULL)`,
    "s.signal_type = 'completed'",
  ),
  rowsOfLedger(
    'update-time',
    'each update signal has the time of its progress update',
    'EXISTS (SELECT FROM progress_updates u WHERE u.user_id = s.user_id AND u.id = s.source_id AND u.created_at <> s.created_at)',
    "s.signal_type = 'update'",
  ),
  {
    name: 'project-of-signal',
    rule: 'each signal has the project of its source',
    examined: all('user_skill_signals'),
    violations: `
      SELECT ${signalSample} AS sample
        FROM user_skill_signals s LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.user_id = s.user_id AND u.id = s.source_id
       WHERE s.project_id IS DISTINCT FROM CASE s.source_type WHEN 'project' THEN s.source_id ELSE u.project_id END`,
  },
  {
    name: 'update-at-once',
    rule: 'all signals of a progress update were recorded at the same time',
    examined: `SELECT count(*) FROM (SELECT FROM user_skill_signals WHERE source_type = 'update' GROUP BY user_id, source_id) updates`,
    violations: `
      SELECT concat('update ', source_id) AS sample FROM user_skill_signals
       WHERE source_type = 'update' GROUP BY user_id, source_id HAVING min(recorded_at) <> max(recorded_at)`,
  },
  rowsOfLedger('no-mentorship', 'mentorship creates no signals', "s.source_type = 'mentorship'"),
  rowsOfLedger(
    'source-and-type',
    'updates emit update, projects emit joined and completed',
    "(s.source_type = 'update') <> (s.signal_type = 'update')",
  ),
  rowsOfLedger('recorded-after', 'no signal was recorded before its event', 's.created_at > s.recorded_at'),
  rowsOfLedger('not-in-the-future', 'no signal is dated in the future', `greatest(s.created_at, s.recorded_at) ${IN_FUTURE}`),
];

const LEDGER_AND_ITS_PARTITIONS = `
  SELECT to_regclass('public.user_skill_signals') AS store
  UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass('public.user_skill_signals')`;

// tgtype: 2 BEFORE, 8 DELETE, 16 UPDATE, 32 TRUNCATE; without 1 it is a statement trigger. 'A' (ALWAYS) also fires in replica
// mode.
const guards: LedgerCheck[] = [
  {
    name: 'append-only',
    rule: 'triggers enabled ALWAYS reject UPDATE, DELETE and TRUNCATE of the ledger and of each of its partitions',
    examined: `SELECT 3 * count(*) FROM (${LEDGER_AND_ITS_PARTITIONS}) stores`,
    violations: `
      SELECT concat(operation, ' of ', store::regclass) AS sample
        FROM (VALUES ('UPDATE', 16), ('DELETE', 8), ('TRUNCATE', 32)) operations (operation, bit), (${LEDGER_AND_ITS_PARTITIONS}) stores
       WHERE NOT EXISTS (
         SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
          WHERE t.tgrelid = store AND t.tgenabled = 'A' AND t.tgqual IS NULL
            AND t.tgtype & bit = bit AND t.tgtype & 2 = 2 AND t.tgtype & 1 = 0 AND cardinality(t.tgattr::int2[]) = 0
            AND f.proname = 'refuse_ledger_change' AND f.prosrc ~* 'raise\\s+exception' AND f.prosrc !~* '\\mreturn\\M')`,
  },
  {
    name: 'key-in-place',
    rule: 'a unique index enforces the natural key',
    examined: 'SELECT 1',
    violations: `
      SELECT 'user_skill_signals' AS sample WHERE NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = to_regclass('public.user_skill_signals') AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
           AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]))
               = ARRAY['signal_type', 'skill_id', 'source_id', 'source_type', 'user_id'])`,
  },
  {
    name: 'server-cannot-write',
    rule: 'the server role cannot write the ledger or insert progress updates directly',
    examined: 'SELECT 8',
    violations: `
      SELECT concat(privilege, ' on user_skill_signals') AS sample FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p(privilege)
       WHERE has_table_privilege('skilltrace_server', 'user_skill_signals', privilege)
          OR (privilege IN ('INSERT', 'UPDATE') AND has_any_column_privilege('skilltrace_server', 'user_skill_signals', privilege))
      UNION ALL
      SELECT concat(privilege, ' on progress_updates') FROM unnest(ARRAY['INSERT', 'DELETE', 'TRUNCATE']) AS p(privilege)
       WHERE has_table_privilege('skilltrace_server', 'progress_updates', privilege)
          OR (privilege = 'INSERT' AND has_any_column_privilege('skilltrace_server', 'progress_updates', privilege))
      UNION ALL
      SELECT concat('member of ', r.rolname) FROM pg_roles r JOIN pg_roles s ON s.rolname = 'skilltrace_server'
       WHERE s.rolsuper OR (r.oid <> s.oid AND pg_has_role(s.oid, r.oid, 'MEMBER')
         AND (r.rolname = 'skilltrace_ledger' OR r.oid = (SELECT relowner FROM pg_class WHERE oid = to_regclass('public.user_skill_signals'))))`,
  },
  {
    name: 'writers-own-role',
    rule: 'functions that write the ledger run as the ledger role, have a fixed search path and can be executed only by the server',
    examined: "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace",
    violations: `
      SELECT p.proname AS sample FROM pg_proc p
       WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
         AND (p.proowner <> (SELECT oid FROM pg_roles WHERE rolname = 'skilltrace_ledger')
           OR NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (p.proconfig), false)
           OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                       WHERE a.grantee = 0 OR a.grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname IN ('skilltrace_ledger', 'skilltrace_server'))))`,
  },
  {
    name: 'reader-cannot-write',
    rule: 'the analytics role cannot write any table',
    examined: `SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')`,
    violations: `
      SELECT concat(privilege, ' on ', c.relname) AS sample
        FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p(privilege)
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND (has_table_privilege('skilltrace_reader', c.oid, privilege)
           OR (privilege IN ('INSERT', 'UPDATE') AND has_any_column_privilege('skilltrace_reader', c.oid, privilege)))
      UNION ALL
      SELECT concat('member of ', r.rolname) FROM pg_roles r JOIN pg_roles s ON s.rolname = 'skilltrace_reader'
       WHERE s.rolsuper OR (r.oid <> s.oid AND pg_has_role(s.oid, r.oid, 'MEMBER')
         AND (r.rolname IN ('skilltrace_ledger', 'skilltrace_server') OR r.oid = (SELECT relowner FROM pg_class WHERE oid = to_regclass('public.user_skill_signals'))))`,
  },
  {
    name: 'no-aggregate',
    rule: 'there are no unknown tables, so no stored totals',
    examined: `SELECT ${knownTables.length}`,
    violations: `
      SELECT CASE WHEN known.name IS NULL THEN concat('unknown: ', found.name) ELSE concat('missing: ', known.name) END AS sample
        FROM unnest(ARRAY[${knownTables.map((name) => `'${name}'`).join(', ')}]) AS known(name)
        FULL JOIN (
          SELECT CASE n.nspname WHEN 'public' THEN c.relname::text ELSE concat(n.nspname, '.', c.relname) END AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        ) found ON found.name = known.name
       WHERE known.name IS NULL OR found.name IS NULL`,
  },
];

const ofErased = (table: string, person: string, where = 'true') => `EXISTS (SELECT FROM ${table} x WHERE x.${person} = p.id AND ${where})`;

const around: LedgerCheck[] = [
  rowsOf(
    'erased-are-nobody',
    'an erased person has no identity, no way to sign in and no remaining texts',
    'profiles p',
    "concat('person ', p.id)",
    `p.name <> 'Former member' OR p.email <> 'former-member-' || p.id || '@erased.invalid' OR p.email_verified OR p.title IS NOT NULL
     OR p.avatar_url IS NOT NULL OR p.external_id IS NOT NULL OR p.is_admin OR p.deactivated_at IS NULL
     OR ${[
       ofErased('auth_sessions', 'profile_id'),
       ofErased('auth_accounts', 'profile_id'),
       ofErased('invitations', 'profile_id'),
       ofErased('api_tokens', 'profile_id', 'x.revoked_at IS NULL'),
       ofErased('assignments', 'profile_id', 'x.ended_at IS NULL'),
       // Not EXISTS: Citus does not look up rows of the workers for each row of the coordinator.
       `p.id IN (SELECT u.user_id FROM progress_updates u JOIN profiles e ON e.id = u.user_id WHERE e.erased_at IS NOT NULL
                  AND (u.content <> 'This text was removed when its author was erased.' OR u.external_id IS NOT NULL))`,
       ofErased('audit_origins', 'profile_id', '(x.address IS NOT NULL OR x.user_agent IS NOT NULL)'),
     ].join(' OR ')}`,
    'p.erased_at IS NOT NULL',
  ),
  {
    name: 'one-active-assignment',
    rule: 'a person has at most one active assignment on a project',
    examined: all('assignments', 'ended_at IS NULL'),
    violations: `SELECT concat('person ', profile_id, ', project ', project_id) AS sample FROM assignments
                  WHERE ended_at IS NULL GROUP BY profile_id, project_id HAVING count(*) > 1`,
  },
  rowsOf(
    'assignment-times',
    'no assignment starts in the future or ends before it starts',
    'assignments',
    "concat('assignment ', id)",
    `started_at ${IN_FUTURE} OR ended_at < started_at`,
  ),
  rowsOf(
    'update-not-in-the-future',
    'no progress update is dated in the future',
    'progress_updates',
    "concat('update ', id)",
    `created_at ${IN_FUTURE}`,
  ),
  {
    name: 'external-ids',
    rule: 'each external id of a progress update has one key, and each key has its update',
    examined: all('progress_update_keys'),
    violations: `
      SELECT concat('project ', coalesce(u.project_id, k.project_id), ', ', coalesce(u.external_id, k.external_id)) AS sample
        FROM (SELECT * FROM progress_updates WHERE external_id IS NOT NULL) u
        FULL JOIN progress_update_keys k ON k.user_id = u.user_id AND k.update_id = u.id AND k.project_id = u.project_id AND k.external_id = u.external_id
       WHERE u.id IS NULL OR k.update_id IS NULL`,
  },
  rowsOf(
    'completed-projects',
    'each completed project has a completion time',
    'projects',
    "concat('project ', id)",
    `(status = 'completed' AND completed_at IS NULL) OR completed_at ${IN_FUTURE}`,
  ),
];

export const ledgerChecks: readonly LedgerCheck[] = [
  ...ledger,
  ...eventChecks,
  ...guards,
  ...writerChecks,
  ...around,
  ...loginChecks,
  ...validationChecks,
  ...auditChecks,
  ...loggedChecks,
];
