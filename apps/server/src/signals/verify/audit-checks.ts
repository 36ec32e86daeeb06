import { rowsOf, type LedgerCheck } from './ledger-check.js';

// Records from before the log began have no entries.
const STARTED = "(SELECT min(recorded_at) FROM audit_entries WHERE action = 'log.started')";

const entries: LedgerCheck[] = [
  {
    name: 'audit-log-started',
    rule: 'the audit log starts with the entry of its migration',
    examined: 'SELECT 1',
    violations: `SELECT 'log.started' AS sample WHERE (SELECT count(*) FROM audit_entries WHERE action = 'log.started') <> 1
                     OR EXISTS (SELECT FROM audit_entries WHERE id < (SELECT id FROM audit_entries WHERE action = 'log.started'))`,
  },
  rowsOf(
    'audit-origins',
    'the origin of an entry belongs to the same transaction',
    'audit_entries e',
    "concat('entry ', e.id)",
    'NOT EXISTS (SELECT FROM audit_origins o WHERE o.id = e.origin_id AND o.recorded_at = e.recorded_at)',
    'e.origin_id IS NOT NULL',
  ),
  rowsOf(
    'decisions-logged',
    'each decision since the start of the audit log has an entry',
    'suggestions g',
    "concat('suggestion ', g.id)",
    `NOT EXISTS (SELECT FROM audit_entries e
                  WHERE e.profile_id = g.profile_id AND e.subject_type = 'suggestion' AND e.subject_id = g.id
                    AND e.action = CASE g.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action)`,
    `g.resolved_at >= ${STARTED}`,
  ),
  rowsOf(
    'validations-logged',
    'each validation since the start of the audit log has an entry',
    'employee_skills e',
    "concat('person ', e.profile_id, ', skill ', e.skill_id)",
    `NOT EXISTS (SELECT FROM audit_entries l
                  WHERE l.profile_id = e.profile_id AND l.skill_id = e.skill_id AND l.action IN ('validated_skill.added', 'validated_skill.changed', 'validated_skill.moved')
                    AND l.details #>> '{after,level}' = e.proficiency_level::text
                    AND (l.details #>> '{after,validatedAt}')::timestamptz = e.last_validated_at)`,
    `e.last_validated_at >= ${STARTED}`,
  ),
];

// tgtype: 1 for each row, 2 BEFORE, 4 INSERT, 8 DELETE, 16 UPDATE, 32 TRUNCATE. 'A' (ALWAYS) also fires in replica mode.
const guards: LedgerCheck[] = [
  {
    name: 'audit-append-only',
    rule: 'triggers enabled ALWAYS reject every change of the audit log except the removal of addresses',
    examined: 'SELECT 6',
    violations: `
      SELECT concat(operation, ' of ', relation) AS sample
        FROM (VALUES ('audit_entries', 'UPDATE', 16, 0, 'refuse_ledger_change'), ('audit_entries', 'DELETE', 8, 0, 'refuse_ledger_change'),
                     ('audit_entries', 'TRUNCATE', 32, 0, 'refuse_ledger_change'), ('audit_origins', 'DELETE', 8, 0, 'refuse_ledger_change'),
                     ('audit_origins', 'TRUNCATE', 32, 0, 'refuse_ledger_change'), ('audit_origins', 'UPDATE', 16, 1, 'refuse_change_of_origin')
             ) guarded (relation, operation, bit, for_each_row, refusal)
       WHERE NOT EXISTS (
         SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
          WHERE t.tgrelid = to_regclass('public.' || relation) AND t.tgenabled = 'A' AND t.tgqual IS NULL
            AND t.tgtype & bit = bit AND t.tgtype & 2 = 2 AND t.tgtype & 1 = for_each_row AND cardinality(t.tgattr::int2[]) = 0
            AND f.proname = refusal AND f.prosrc ~* 'raise\\s+exception')`,
  },
  {
    name: 'audit-captures',
    rule: 'triggers enabled ALWAYS log each change of audited tables',
    examined: 'SELECT 44',
    violations: `
      SELECT concat(operation, ' of ', relation) AS sample
        FROM unnest(ARRAY['skills', 'projects', 'project_skills', 'assignments', 'profiles', 'invitations', 'auth_accounts', 'api_tokens', 'employee_skills',
                          'suggestions', 'auth_sessions']) AS audited(relation)
       CROSS JOIN (VALUES ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16), ('TRUNCATE', 32)) operations (operation, bit)
       WHERE NOT EXISTS (
         SELECT FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
          WHERE t.tgrelid = to_regclass('public.' || relation) AND t.tgenabled = 'A' AND t.tgtype & bit = bit AND t.tgtype & 2 = 0
            AND cardinality(t.tgattr::int2[]) = 0 AND (t.tgqual IS NULL OR (relation = 'suggestions' AND operation = 'INSERT'))
            AND f.proname = CASE WHEN operation = 'TRUNCATE' THEN 'audit_truncate'
                                 WHEN relation = 'suggestions' AND operation = 'INSERT' THEN 'audit_decided_suggestion' ELSE 'audit_' || relation END
            AND f.prosrc ~* 'insert\\s+into\\s+audit_entries')`,
  },
  {
    name: 'audit-server-cannot-write',
    rule: 'the server role can read but not write the audit log',
    examined: 'SELECT 8',
    violations: `
      SELECT concat(privilege, ' on ', relation) AS sample
        FROM unnest(ARRAY['audit_entries', 'audit_origins']) AS logs(relation), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p(privilege)
       WHERE has_table_privilege('skilltrace_server', relation, privilege)
          OR (privilege IN ('INSERT', 'UPDATE') AND has_any_column_privilege('skilltrace_server', relation, privilege))`,
  },
];

/** The rules of the audit log, and the database objects that enforce them. */
export const auditChecks: readonly LedgerCheck[] = [...entries, ...guards];
