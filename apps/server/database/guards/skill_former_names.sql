-- Stores the former names of skills, in the transaction of the rename. A current name takes precedence: it stops being
-- the former name of another skill. A new skill cannot have a former name (SK406), because files that use the
-- name refer to the renamed skill. Fires AFTER the change of the row, so that it sees a name that a concurrent rename freed.
CREATE OR REPLACE FUNCTION keep_former_names_of_skills() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM skill_former_names f WHERE f.name = NEW.skill_name) THEN
      RAISE EXCEPTION 'this is a former name of another skill' USING ERRCODE = 'SK406';
    END IF;
    RETURN NULL;
  END IF;
  DELETE FROM skill_former_names f WHERE f.name = NEW.skill_name;
  INSERT INTO skill_former_names (name, skill_id)
  SELECT OLD.skill_name, NEW.id WHERE NOT EXISTS (SELECT FROM skills s WHERE s.skill_name = OLD.skill_name)
  ON CONFLICT (name) DO UPDATE SET skill_id = excluded.skill_id, created_at = excluded.created_at;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER skills_keep_former_names_insert AFTER INSERT ON skills
  FOR EACH ROW EXECUTE FUNCTION keep_former_names_of_skills();
CREATE OR REPLACE TRIGGER skills_keep_former_names_update AFTER UPDATE OF skill_name ON skills
  FOR EACH ROW WHEN (OLD.skill_name <> NEW.skill_name) EXECUTE FUNCTION keep_former_names_of_skills();
