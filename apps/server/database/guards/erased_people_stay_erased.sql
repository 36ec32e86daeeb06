-- The profile of an erased person cannot change, and cannot get a way to sign in, a saved view or a proposed skill.
--   SK410  this person has been erased
CREATE OR REPLACE FUNCTION refuse_change_of_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'person % has been erased: % rejected', OLD.id, TG_OP USING ERRCODE = 'SK410';
END
$$;
CREATE OR REPLACE TRIGGER profiles_erased_stay
  BEFORE UPDATE ON profiles
  FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_erased();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_erased_stay;

-- A way to sign in that is created simultaneously is either committed before the erasure, which deletes it, or rejected.
CREATE OR REPLACE FUNCTION refuse_access_for_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person_erased_at timestamptz;
BEGIN
  SELECT erased_at INTO person_erased_at FROM people_held(ARRAY[NEW.profile_id]);
  IF person_erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'person % has been erased', NEW.profile_id USING ERRCODE = 'SK410';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER auth_sessions_none_for_erased BEFORE INSERT ON auth_sessions FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE OR REPLACE TRIGGER auth_accounts_none_for_erased BEFORE INSERT ON auth_accounts FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE OR REPLACE TRIGGER api_tokens_none_for_erased BEFORE INSERT ON api_tokens FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE OR REPLACE TRIGGER invitations_none_for_erased BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE OR REPLACE TRIGGER saved_views_none_for_erased BEFORE INSERT ON saved_views FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE OR REPLACE TRIGGER skill_proposals_none_for_erased BEFORE INSERT ON skill_proposals FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
