-- Three roles that cannot log in: a connection assumes one with `-c role=…`. On a new database this file runs before the
-- migrations, because tables and functions are granted to the roles.
--   skilltrace_server  the server and the CLI run as this role: it writes everything except the rows of the ledger
--   skilltrace_reader  the analytics run as this role: only SELECT
--   skilltrace_ledger  owns the functions that write the ledger; no connection uses it
-- Roles belong to the cluster, not to the database, so another database of this cluster may have created them.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['skilltrace_server', 'skilltrace_reader', 'skilltrace_ledger'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    -- The owner must be a member to SET ROLE and to change the owner of functions. From PostgreSQL 16, it may grant itself the role.
    IF NOT pg_has_role(current_user, role_name, 'MEMBER')
       OR (current_setting('server_version_num')::int >= 160000 AND NOT pg_has_role(current_user, role_name, 'USAGE')) THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', role_name, current_user);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO skilltrace_server, skilltrace_reader, skilltrace_ledger;

-- All installations in a cluster share the roles. Without this, the owner of one could assume the server's role in the database of
-- another. Logins that need the database get CONNECT by name.
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
