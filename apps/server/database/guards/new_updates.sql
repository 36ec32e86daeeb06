-- Checks a new update, in one trigger without a condition: PostgreSQL prepares the WHEN of each trigger again for every statement, and two
-- such triggers took a tenth of the time of a post. `not_dated_in_the_future.sql` and `clean_text.sql` check changed updates.
CREATE OR REPLACE FUNCTION check_new_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.created_at > pg_catalog.now() + interval '1 millisecond' THEN
    RAISE EXCEPTION 'a row of progress_updates is dated in the future' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.external_id IS NOT NULL THEN
    IF NOT public.is_clean_line(NEW.external_id) THEN
      RAISE EXCEPTION 'a text of progress_updates is not one visible line in NFC' USING ERRCODE = 'SK422';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER progress_updates_check_insert
  BEFORE INSERT ON progress_updates FOR EACH ROW EXECUTE FUNCTION check_new_update();
