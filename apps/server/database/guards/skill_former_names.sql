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

-- An alias that an admin adds must not be the current name of a skill (SK452).
CREATE OR REPLACE FUNCTION refuse_current_names_as_aliases() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM skills s WHERE s.skill_name = NEW.name) THEN
    RAISE EXCEPTION 'a skill has this name' USING ERRCODE = 'SK452';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER skill_former_names_are_not_current BEFORE INSERT OR UPDATE OF name ON skill_former_names
  FOR EACH ROW EXECUTE FUNCTION refuse_current_names_as_aliases();
