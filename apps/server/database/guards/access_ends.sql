-- Access ends when the person, password or token that gave it ends, whether by the API, an organization file, the command line or SQL.
-- It is not restored when the person returns. `access_is_given_by_admins.sql` makes new access wait for such a change.

-- When a person leaves, all their access ends. When they leave or lose admin rights, the access they gave to others ends.
CREATE OR REPLACE FUNCTION end_access_of_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NEW.deactivated_at IS NOT NULL THEN
    -- The same order for all transactions that end several sessions of a person.
    DELETE FROM auth_sessions WHERE id = ANY (ARRAY(SELECT id FROM auth_sessions WHERE profile_id = NEW.id ORDER BY id FOR UPDATE));
    DELETE FROM invitations WHERE profile_id = NEW.id;
    UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE profile_id = NEW.id AND revoked_at IS NULL;
  END IF;
  PERFORM end_what_person_gave(NEW.id);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER profiles_access_ends AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW
  WHEN (OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL OR OLD.is_admin AND NOT NEW.is_admin)
  EXECUTE FUNCTION end_access_of_person();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_access_ends;

-- Revoking a token also ends the tokens and invitations that were created with it, and those created with these.
CREATE OR REPLACE FUNCTION end_what_token_gave() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE api_tokens SET revoked_at = NEW.revoked_at WHERE parent_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM invitations WHERE created_with_token_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER api_tokens_access_ends AFTER UPDATE OF revoked_at ON api_tokens FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION end_what_token_gave();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_access_ends;

-- A new password ends the open invitation of the person and the access they gave to others, because another person may have known the
-- previous password. A new hash of the same password, which keeps its time, does not.
CREATE OR REPLACE FUNCTION end_access_by_former_password() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Waits for transactions in which this person creates tokens or invitations.
  PERFORM FROM profiles WHERE id = NEW.profile_id FOR NO KEY UPDATE;
  DELETE FROM invitations WHERE profile_id = NEW.profile_id;
  PERFORM end_what_person_gave(NEW.profile_id);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER auth_accounts_access_begins AFTER INSERT ON auth_accounts FOR EACH ROW
  EXECUTE FUNCTION end_access_by_former_password();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_access_begins;
CREATE OR REPLACE TRIGGER auth_accounts_access_ends AFTER UPDATE OF password, updated_at ON auth_accounts FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password AND OLD.updated_at IS DISTINCT FROM NEW.updated_at)
  EXECUTE FUNCTION end_access_by_former_password();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_access_ends;
