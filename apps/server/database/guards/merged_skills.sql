-- A skill is merged into an active one, and no skill is merged into a merged one, so that each name leads to a skill in one step.
--   SK453  the other skill is not active, or other skills are merged into this one
CREATE OR REPLACE FUNCTION check_merging() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM skills t WHERE t.id = NEW.merged_into_id AND t.is_active)
     OR EXISTS (SELECT FROM skills m WHERE m.merged_into_id = NEW.id) THEN
    RAISE EXCEPTION 'skill % cannot be merged into skill %', NEW.id, NEW.merged_into_id USING ERRCODE = 'SK453';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER skills_merged_in_one_step_insert AFTER INSERT ON skills FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
  EXECUTE FUNCTION check_merging();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_merged_in_one_step_insert;
CREATE OR REPLACE TRIGGER skills_merged_in_one_step_update AFTER UPDATE OF merged_into_id ON skills FOR EACH ROW
  WHEN (NEW.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) EXECUTE FUNCTION check_merging();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_merged_in_one_step_update;

-- No project declares a merged skill, and no level or suggestion about it is added. A merge locks the skill against new references, for which
-- a foreign key waits. These triggers run after it and therefore see a merge that committed in the meantime.
--   SK454  the skill was merged into another one
CREATE OR REPLACE FUNCTION refuse_use_of_merged_skill() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  skill_ids bigint[];
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  -- Citus does not join a transition table with a table that is copied to its workers.
  skill_ids := ARRAY(SELECT DISTINCT n.skill_id FROM new_rows n);
  IF EXISTS (SELECT FROM skills s WHERE s.id = ANY (skill_ids) AND s.merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a skill of these % was merged into another one', TG_TABLE_NAME USING ERRCODE = 'SK454';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER project_skills_not_merged AFTER INSERT ON project_skills REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_not_merged;
CREATE OR REPLACE TRIGGER employee_skills_not_merged AFTER INSERT ON employee_skills REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_not_merged;
CREATE OR REPLACE TRIGGER suggestions_not_merged AFTER INSERT ON suggestions REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_not_merged;
