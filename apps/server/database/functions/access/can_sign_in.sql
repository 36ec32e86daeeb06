-- Whether a person has a way to sign in: a password, or the account of another provider. The body is a text, because Citus renames tables
-- that it takes over, and a parsed body would follow the old one.
CREATE OR REPLACE FUNCTION can_sign_in(p_profile_id bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM auth_accounts a WHERE a.profile_id = p_profile_id AND (a.password IS NOT NULL OR a.provider_id <> 'credential'))
$$;
REVOKE ALL ON FUNCTION can_sign_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION can_sign_in TO skilltrace_server;
