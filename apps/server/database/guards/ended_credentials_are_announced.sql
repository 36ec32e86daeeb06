-- Servers remember for a few seconds whose a token or session is (`credential-watch.ts`). Every change that may end what they remember is
-- announced to them when it is committed, and the client that made the change gets a notice, so that it waits until all servers have heard
-- of it.
CREATE OR REPLACE FUNCTION announce_ended_credentials() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('skilltrace_credentials', '');
  RAISE NOTICE 'credentials ended' USING ERRCODE = '01SK0';
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER api_tokens_announced AFTER UPDATE OR DELETE ON api_tokens FOR EACH ROW
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_announced;
CREATE OR REPLACE TRIGGER api_tokens_announced_truncate AFTER TRUNCATE ON api_tokens FOR EACH STATEMENT
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_announced_truncate;

CREATE OR REPLACE TRIGGER auth_sessions_announced AFTER DELETE ON auth_sessions FOR EACH ROW
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced;
CREATE OR REPLACE TRIGGER auth_sessions_announced_truncate AFTER TRUNCATE ON auth_sessions FOR EACH STATEMENT
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced_truncate;
-- Use and prolongation end nothing.
CREATE OR REPLACE TRIGGER auth_sessions_announced_update AFTER UPDATE ON auth_sessions FOR EACH ROW
  WHEN (NEW.expires_at < OLD.expires_at
    OR (OLD.token, OLD.profile_id, OLD.created_at, OLD.without_password) IS DISTINCT FROM (NEW.token, NEW.profile_id, NEW.created_at, NEW.without_password))
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced_update;

-- A session depends on the people who know the password.
CREATE OR REPLACE TRIGGER auth_accounts_announced AFTER INSERT OR UPDATE OR DELETE ON auth_accounts FOR EACH ROW
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_announced;
CREATE OR REPLACE TRIGGER auth_accounts_announced_truncate AFTER TRUNCATE ON auth_accounts FOR EACH STATEMENT
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_announced_truncate;

CREATE OR REPLACE TRIGGER profiles_announced AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW
  WHEN ((OLD.is_admin, OLD.deactivated_at) IS DISTINCT FROM (NEW.is_admin, NEW.deactivated_at))
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_announced;
CREATE OR REPLACE TRIGGER profiles_announced_truncate AFTER TRUNCATE ON profiles FOR EACH STATEMENT
  EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_announced_truncate;
