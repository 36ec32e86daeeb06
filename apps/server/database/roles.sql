-- Three roles, none of which can log in: a connection takes one on with `-c role=…`. On a new database this file runs before the
-- migrations, because tables and functions are granted to the roles.
--   skilltrace_server  the server and the CLI run as this role: it writes everything except the ledger's rows
--   skilltrace_reader  the analytics run as this role: SELECT and nothing else
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
    -- The owner must be a member to SET ROLE and to hand functions over; PostgreSQL 16 on gives it the right to grant itself.
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

-- The roles serve every installation of a cluster. Without this, the owner of one could take on the server's role in the database of
-- another. Other logins that need the database are granted CONNECT by name.
DO $$
BEGIN
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
