import { PARTITIONS } from './partitions.js';
import { OUR_ROLES } from './schema-catalog.js';

// Objects that are not tables, columns, constraints, views, functions or grants, and that the shipped schema does not have. Each
// statement returns one line per object it finds, so it returns nothing for an unmodified database.

const OWNER = "(SELECT relowner FROM pg_class WHERE oid = to_regclass('public.schema_migrations'))";
const PUBLIC = "'public'::regnamespace";
const FIRST_OF_USERS = 16384;
/** Settings that could change what a statement reads or writes, or which triggers fire. */
const SETTINGS =
  '^(search_path|session_replication_role|role|session_authorization|row_security|check_function_bodies|default_transaction_\\w+|default_toast_compression|\\w*preload_libraries|transform_null_equals|array_nulls|quote_all_identifiers|skilltrace\\..*)=';

/** The functions that compute a checkpoint, with the names of their C functions in PostgreSQL. */
const BUILT_IN = `('sha256(bytea)', 'sha256_bytea'), ('int8send(bigint)', 'int8send'), ('int4send(integer)', 'int4send'),
  ('timestamptz_send(timestamp with time zone)', 'timestamptz_send'), ('xid8send(xid8)', 'xid8send'), ('enum_send(anyenum)', 'enum_send'),
  ('byteacat(bytea, bytea)', 'byteacat'), ('encode(bytea, text)', 'binary_encode'), ('convert_to(text, name)', 'pg_convert_to'),
  ('pg_visible_in_snapshot(xid8, pg_snapshot)', 'pg_visible_in_snapshot'), ('jsonb_build_array("any")', 'jsonb_build_array'),
  ('bytea_string_agg_transfn(internal, bytea, bytea)', 'bytea_string_agg_transfn'), ('bytea_string_agg_finalfn(internal)', 'bytea_string_agg_finalfn'),
  ('int8inc(bigint)', 'int8inc'), ('int8inc_any(bigint, "any")', 'int8inc_any'), ('pg_get_functiondef(oid)', 'pg_get_functiondef'),
  ('pg_get_viewdef(oid, boolean)', 'pg_get_viewdef_ext'), ('pg_get_triggerdef(oid, boolean)', 'pg_get_triggerdef_ext'),
  ('pg_get_constraintdef(oid, boolean)', 'pg_get_constraintdef_ext'), ('pg_get_indexdef(oid, integer, boolean)', 'pg_get_indexdef_ext')`;

const OWNERS = `
  SELECT format('ALTER %s %s OWNER TO %I;', kind, name, pg_get_userbyid(owner)) AS text
    FROM (
      SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind, quote_ident(relname) AS name, relowner AS owner
        FROM pg_class WHERE relnamespace = ${PUBLIC} AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      UNION ALL
      SELECT 'TYPE', quote_ident(typname), typowner FROM pg_type WHERE typnamespace = ${PUBLIC} AND typtype = 'e'
      UNION ALL
      SELECT 'FUNCTION', oid::regprocedure::text, proowner FROM pg_proc
       WHERE pronamespace = ${PUBLIC} AND pg_get_userbyid(proowner) NOT IN ${OUR_ROLES}
      UNION ALL
      SELECT 'DATABASE', '', datdba FROM pg_database WHERE datname = current_database()
    ) owned
   WHERE owner <> ${OWNER}`;

const ROW_SECURITY = `
  SELECT format('ALTER TABLE %s ROW LEVEL SECURITY%s;', oid::regclass, CASE WHEN relforcerowsecurity THEN ' (forced)' ELSE '' END) AS text
    FROM pg_class WHERE relnamespace = ${PUBLIC} AND (relrowsecurity OR relforcerowsecurity)
  UNION ALL
  SELECT format('CREATE POLICY %I ON %s;', polname, polrelid::regclass) FROM pg_policy`;

const RULES = `
  SELECT pg_get_ruledef(r.oid, true) AS text FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
   WHERE c.oid >= ${FIRST_OF_USERS} AND NOT (r.rulename = '_RETURN' AND c.relkind IN ('v', 'm'))`;

const OTHER_TRIGGERS = `
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I; -- of the constraint %s', t.tgrelid::regclass, t.tgname,
                (SELECT conname FROM pg_constraint WHERE oid = t.tgconstraint)) AS text
    FROM pg_trigger t WHERE t.tgisinternal AND t.tgenabled <> 'O'
  UNION ALL
  SELECT format('-- the foreign key %I on %s is not enforced', c.conname, c.conrelid::regclass)
    FROM pg_constraint c
   WHERE c.contype = 'f' AND (SELECT count(*) FROM pg_trigger t WHERE t.tgconstraint = c.oid) <> CASE c.conparentid WHEN 0 THEN 4 ELSE 2 END
  UNION ALL
  SELECT pg_get_triggerdef(t.oid, true) || ';' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relkind IN ('v', 'm', 'f')
  UNION ALL
  SELECT format('CREATE EVENT TRIGGER %I;', evtname) FROM pg_event_trigger`;

/**
 * A login of another installation in this cluster, which reports it itself: it has the right to connect to another database, and no login that can connect
 * to this one, except its owner, is a member of it.
 */
const isElsewhere = (login: string) => `(
  EXISTS (SELECT FROM pg_database b, aclexplode(b.datacl) x WHERE x.grantee = ${login} AND x.privilege_type = 'CONNECT')
  AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolcanlogin AND NOT r.rolsuper AND r.oid <> ${OWNER}
                    AND pg_has_role(r.oid, ${login}, 'MEMBER') AND has_database_privilege(r.oid, current_database(), 'CONNECT')))`;

const ACCESS = `
  SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I: %s;', pg_get_userbyid(defaclrole), defaclacl) AS text FROM pg_default_acl
  UNION ALL
  SELECT format('GRANT %I TO %I;', granted.rolname, member.rolname)
    FROM pg_auth_members m JOIN pg_roles granted ON granted.oid = m.roleid JOIN pg_roles member ON member.oid = m.member
   WHERE (member.rolname IN ${OUR_ROLES} AND granted.rolname NOT IN ${OUR_ROLES})
      -- Each owner of an installation in this cluster may hand functions over to it; superusers are members of everything.
      OR (granted.rolname = 'skilltrace_ledger' AND member.rolname NOT IN ${OUR_ROLES} AND NOT member.rolsuper
          AND member.oid <> ${OWNER} AND NOT EXISTS (SELECT FROM pg_database WHERE datdba = member.oid) AND NOT ${isElsewhere('member.oid')})
  UNION ALL
  SELECT format('ALTER %s SET %s;', CASE setrole WHEN 0 THEN 'DATABASE' ELSE 'ROLE ' || pg_get_userbyid(setrole) END, setting)
    FROM pg_db_role_setting, unnest(setconfig) AS setting
   WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
     AND (setrole IN (0, ${OWNER}) OR pg_get_userbyid(setrole) IN ${OUR_ROLES}) AND setting ~ '${SETTINGS}'`;

/** The roles whose rights are checked: ours, their members and PUBLIC. */
const isOurs = (grantee: string) => `(${grantee} = 0 OR pg_get_userbyid(${grantee}) IN ${OUR_ROLES}
  OR ${grantee} IN (SELECT m.member FROM pg_auth_members m WHERE pg_get_userbyid(m.roleid) IN ${OUR_ROLES} AND m.member <> ${OWNER}))`;

// Rights outside of the dumped schema. pg_init_privs has the initial privileges that PostgreSQL grants on its own objects.
const OTHER_GRANTS = `
  SELECT format('GRANT %s ON %s TO %s;', privilege, thing, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END) AS text
    FROM (
      SELECT 'DATABASE' AS thing, a.grantee, a.privilege_type AS privilege FROM pg_database d, aclexplode(d.datacl) a
       WHERE d.datname = current_database() AND a.privilege_type = 'CREATE' AND a.grantee <> d.datdba
      UNION ALL
      SELECT format('PARAMETER %s', parname), a.grantee, a.privilege_type FROM pg_parameter_acl, aclexplode(paracl) a
       WHERE ${isOurs('a.grantee')} AND NOT ${isElsewhere('a.grantee')}
      UNION ALL
      SELECT format('LANGUAGE %I', lanname), a.grantee, a.privilege_type FROM pg_language l, aclexplode(lanacl) a WHERE a.grantee <> lanowner
      UNION ALL
      SELECT found.thing, found.grantee, found.privilege_type
        FROM (
          SELECT 'pg_class'::regclass AS class, c.oid, 0 AS part, c.oid::regclass::text AS thing, a.*
            FROM pg_class c, aclexplode(c.relacl) a WHERE c.relnamespace = 'pg_catalog'::regnamespace
          UNION ALL
          SELECT 'pg_class'::regclass, t.attrelid, t.attnum, format('%s (%I)', t.attrelid::regclass, t.attname), a.*
            FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a WHERE c.relnamespace = 'pg_catalog'::regnamespace
          UNION ALL
          SELECT 'pg_proc'::regclass, p.oid, 0, format('FUNCTION %s', p.oid::regprocedure), a.*
            FROM pg_proc p, aclexplode(p.proacl) a WHERE p.pronamespace = 'pg_catalog'::regnamespace
        ) found
       WHERE ${isOurs('found.grantee')}
         AND NOT EXISTS (SELECT FROM pg_init_privs i, aclexplode(i.initprivs) a
                          WHERE i.classoid = found.class AND i.objoid = found.oid AND i.objsubid = found.part
                            AND a.grantee = found.grantee AND a.privilege_type = found.privilege_type)
    ) granted
  UNION ALL SELECT format('-- the language %I is trusted', lanname) FROM pg_language WHERE lanname IN ('internal', 'c') AND lanpltrusted`;

const OTHER_OBJECTS = `
  SELECT format('CREATE SCHEMA %I;', nspname) AS text FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
  UNION ALL SELECT format('CREATE EXTENSION %I;', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL SELECT format('CREATE LANGUAGE %I;', lanname) FROM pg_language WHERE lanname NOT IN ('internal', 'c', 'sql', 'plpgsql')
  UNION ALL
  SELECT format('CREATE FUNCTION %s;', p.oid::regprocedure) FROM pg_proc p
   WHERE p.oid >= ${FIRST_OF_USERS} AND (p.pronamespace <> ${PUBLIC} OR p.prokind NOT IN ('f', 'p')
         OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))
  UNION ALL
  SELECT format('CREATE OR REPLACE FUNCTION pg_catalog.%s;', name) FROM (VALUES ${BUILT_IN}) AS built_in(name, source)
   WHERE NOT EXISTS (SELECT FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
                      WHERE p.oid = to_regprocedure('pg_catalog.' || name) AND p.prosrc = source AND l.lanname = 'internal')
  UNION ALL SELECT format('CREATE OPERATOR %s;', oid::regoperator) FROM pg_operator WHERE oid >= ${FIRST_OF_USERS}
  UNION ALL SELECT format('CREATE CAST (%s AS %s);', castsource::regtype, casttarget::regtype) FROM pg_cast WHERE oid >= ${FIRST_OF_USERS}
  UNION ALL
  SELECT format('CREATE TYPE %s;', t.oid::regtype) FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
   WHERE t.oid >= ${FIRST_OF_USERS} AND t.typnamespace = ${PUBLIC}
     AND (t.typtype IN ('d', 'r', 'm', 'p') OR (t.typtype = 'b' AND t.typelem = 0) OR (t.typtype = 'c' AND c.relkind = 'c'))
  UNION ALL SELECT format('CREATE SERVER %I;', srvname) FROM pg_foreign_server
  UNION ALL SELECT format('CREATE PUBLICATION %I;', pubname) FROM pg_publication`;

const STORAGE = `
  SELECT format('CREATE TABLE %s INHERITS (%s);', inhrelid::regclass, inhparent::regclass) AS text
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
  UNION ALL
  SELECT format('ALTER TABLE %s SET UNLOGGED;', oid::regclass) FROM pg_class
   WHERE relnamespace = ${PUBLIC} AND relkind IN ('r', 'p', 'm') AND relpersistence <> 'p'
  UNION ALL
  SELECT format('CREATE %s %s;', CASE relkind WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, oid::regclass) FROM pg_class
   WHERE relnamespace = ${PUBLIC} AND relkind IN ('f', 'm')
  UNION ALL
  SELECT format('-- the index %s is not in use', indexrelid::regclass) FROM pg_index i
   WHERE i.indexrelid >= ${FIRST_OF_USERS} AND NOT (indisvalid AND indisready AND indislive AND indimmediate)
  UNION ALL
  SELECT format('CREATE SEQUENCE %s;', seqrelid::regclass) FROM pg_sequence s
   WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('i', 'a'))
      OR s.seqincrement <> 1 OR s.seqcycle OR s.seqmin <> 1`;

export const DEVIATIONS = [OWNERS, ROW_SECURITY, RULES, OTHER_TRIGGERS, ACCESS, OTHER_GRANTS, OTHER_OBJECTS, STORAGE, PARTITIONS].map(
  (sql) => `SELECT text FROM (${sql}) found ORDER BY text COLLATE "C"`,
);
