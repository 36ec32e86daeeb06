/**
 * Returns SQL that finds the excess rights of logins of the server or the reader, one row per fault. `logins` is a condition on
 * `l`, a row of `pg_roles`. `role` is the expression for the only role that the login may be a member of.
 *
 * A login that is a member of another role, owns an object or has a directly granted privilege could do more than its role.
 */
export function loginFaults(logins: string, role: string): string {
  return `
    SELECT l.rolname::text AS login, f.fault
      FROM pg_roles l
     CROSS JOIN LATERAL (
       SELECT a.fault FROM (VALUES
         (l.rolsuper, 'is a superuser'), (l.rolcreaterole, 'can create roles'), (l.rolcreatedb, 'can create databases'),
         (l.rolreplication, 'can replicate'), (l.rolbypassrls, 'bypasses row security'),
         (NOT pg_has_role(l.oid, ${role}, 'USAGE'), concat('does not have the rights of ', ${role})),
         (${role} = 'skilltrace_reader' AND NOT EXISTS (
            SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS setting
             WHERE s.setrole = l.oid AND setting ~ '^default_transaction_read_only=(on|true|yes|1)$'), 'is not set to read-only transactions')
       ) AS a(holds, fault) WHERE a.holds
       UNION ALL
       SELECT concat('is a member of ', r.rolname) FROM pg_roles r
        WHERE r.oid <> l.oid AND r.rolname <> ${role} AND NOT l.rolsuper AND pg_has_role(l.oid, r.oid, 'MEMBER')
       UNION ALL
       SELECT DISTINCT CASE d.deptype WHEN 'o' THEN 'owns part of the cluster' ELSE 'has rights granted by name' END
         FROM pg_shdepend d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = l.oid
          AND (d.deptype = 'o' OR d.deptype = 'a' AND (d.classid <> 'pg_database'::regclass OR EXISTS (
               SELECT FROM pg_database b, aclexplode(b.datacl) x WHERE b.oid = d.objid AND x.grantee = l.oid AND x.privilege_type <> 'CONNECT')))
     ) f
     WHERE ${logins}`;
}
