import type { LedgerCheck } from './ledger-check.js';

// PostgreSQL allows writes to simple views with the privileges of the view's owner on the underlying table. So a write
// privilege on a view of the ledger is a write privilege on the ledger.
const LEDGER_AND_ITS_VIEWS = `
  WITH RECURSIVE ledger AS (
    SELECT oid FROM (SELECT to_regclass('public.user_skill_signals')::oid AS oid
                     UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass('public.user_skill_signals')) stores
    UNION
    SELECT r.ev_class FROM ledger
      JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = ledger.oid AND d.classid = 'pg_rewrite'::regclass
      JOIN pg_rewrite r ON r.oid = d.objid
  ), relations AS (
    SELECT c.* FROM pg_class c JOIN ledger USING (oid)
  )`;

export const writerChecks: readonly LedgerCheck[] = [
  {
    name: 'one-writing-role',
    rule: 'only the ledger role can add signals, and no role can change them, through the table or its views',
    examined: `${LEDGER_AND_ITS_VIEWS} SELECT count(*) FROM relations`,
    violations: `
      ${LEDGER_AND_ITS_VIEWS}
      SELECT DISTINCT concat(a.privilege_type, ' on ', r.relname, ' for ', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END) AS sample
        FROM relations r
       CROSS JOIN LATERAL (
         SELECT x.* FROM aclexplode(r.relacl) x
         UNION ALL
         SELECT x.* FROM pg_attribute t, aclexplode(t.attacl) x WHERE t.attrelid = r.oid
       ) a
       WHERE a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER') AND a.grantee <> r.relowner
         AND NOT (a.privilege_type = 'INSERT' AND r.relname = 'user_skill_signals' AND pg_get_userbyid(a.grantee) = 'skilltrace_ledger')`,
  },
];
