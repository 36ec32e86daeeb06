-- Checks a time only when it is written: a transaction can still change a row that was written by a transaction that began later.
-- Rounding can add a millisecond.
CREATE OR REPLACE FUNCTION refuse_future_time() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is dated in the future', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END
$$;
CREATE OR REPLACE TRIGGER progress_updates_not_in_future
  BEFORE UPDATE OF created_at ON progress_updates
  FOR EACH ROW WHEN (NEW.created_at > now() + interval '1 millisecond') EXECUTE FUNCTION refuse_future_time();
CREATE OR REPLACE TRIGGER employee_skills_not_in_future
  BEFORE INSERT OR UPDATE OF last_validated_at ON employee_skills
  FOR EACH ROW WHEN (NEW.last_validated_at > now() + interval '1 millisecond') EXECUTE FUNCTION refuse_future_time();
