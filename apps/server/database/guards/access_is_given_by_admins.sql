-- Only an active admin can create an invitation or a token for another person, and nothing that is created with a token outlives it. The
-- rows of the admin and of the token stay locked until the transaction ends, so a transaction that ends them waits and finds what was created.
CREATE OR REPLACE FUNCTION refuse_gift_of_non_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM people_held(ARRAY[NEW.created_by_id]) WHERE is_admin AND deactivated_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'person % is not an active admin and cannot give access to others', NEW.created_by_id USING ERRCODE = 'SK430';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER api_tokens_given_by_admin BEFORE INSERT ON api_tokens FOR EACH ROW
  WHEN (NEW.created_by_id <> NEW.profile_id) EXECUTE FUNCTION refuse_gift_of_non_admin();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_given_by_admin;
CREATE OR REPLACE TRIGGER invitations_given_by_admin BEFORE INSERT OR UPDATE ON invitations FOR EACH ROW
  WHEN (NEW.created_by_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_of_non_admin();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_given_by_admin;

CREATE OR REPLACE FUNCTION refuse_gift_beyond_token() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  -- Not by the name of the table, which is another one while Citus manages it.
  token_id bigint := coalesce(to_jsonb(NEW) ->> 'parent_id', to_jsonb(NEW) ->> 'created_with_token_id');
BEGIN
  PERFORM FROM api_tokens
    WHERE id = token_id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now() AND coalesce(NEW.expires_at <= expires_at, false)) FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'API token % is revoked or expired, or would expire before what it creates', token_id USING ERRCODE = 'SK430';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER api_tokens_within_parent BEFORE INSERT ON api_tokens FOR EACH ROW
  WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_beyond_token();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_within_parent;
CREATE OR REPLACE TRIGGER invitations_within_token BEFORE INSERT OR UPDATE ON invitations FOR EACH ROW
  WHEN (NEW.created_with_token_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_beyond_token();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_within_token;
