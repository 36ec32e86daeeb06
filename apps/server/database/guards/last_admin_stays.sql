-- The last admin who can sign in must remain, because no other person could give access again. The rows of the other admins are locked, so
-- that if two leave simultaneously, the second is rejected. Admins without a way to sign in do not count.
CREATE OR REPLACE FUNCTION refuse_loss_of_last_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NOT can_sign_in(NEW.id) THEN
    RETURN NULL;
  END IF;
  PERFORM FROM profiles WHERE is_admin AND deactivated_at IS NULL ORDER BY id FOR SHARE;
  IF NOT EXISTS (SELECT FROM profiles p WHERE p.is_admin AND p.deactivated_at IS NULL AND can_sign_in(p.id)) THEN
    RAISE EXCEPTION 'person % is the last admin who can sign in', NEW.id USING ERRCODE = 'SK433';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER profiles_last_admin_stays AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW
  WHEN (OLD.is_admin AND OLD.deactivated_at IS NULL AND NOT (NEW.is_admin AND NEW.deactivated_at IS NULL))
  EXECUTE FUNCTION refuse_loss_of_last_admin();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_last_admin_stays;
