-- Names, tags, addresses and external ids from every source must have the form that `is_clean_line` checks. Rows from before this
-- rule that could not be normalized keep their text until it changes, so that their other columns can still change.
CREATE OR REPLACE FUNCTION refuse_unclean_text() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a text of % is not one visible line in NFC', TG_TABLE_NAME USING ERRCODE = 'SK422';
END
$$;

CREATE OR REPLACE TRIGGER profiles_clean_insert BEFORE INSERT ON profiles FOR EACH ROW
  WHEN (NOT (is_clean_line(NEW.name) AND is_clean_line(NEW.email) AND coalesce(is_clean_line(NEW.title), true) AND coalesce(is_clean_line(NEW.external_id), true)))
  EXECUTE FUNCTION refuse_unclean_text();
CREATE OR REPLACE TRIGGER profiles_clean_update BEFORE UPDATE OF name, email, title, external_id ON profiles FOR EACH ROW
  WHEN (NEW.name <> OLD.name AND NOT is_clean_line(NEW.name) OR NEW.email <> OLD.email AND NOT is_clean_line(NEW.email)
        OR NEW.title IS DISTINCT FROM OLD.title AND NOT is_clean_line(NEW.title)
        OR NEW.external_id IS DISTINCT FROM OLD.external_id AND NOT is_clean_line(NEW.external_id))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER skills_clean_insert BEFORE INSERT ON skills FOR EACH ROW
  WHEN (NOT (is_clean_line(NEW.skill_name) AND is_clean_line(NEW.category) AND coalesce(is_clean_line(NEW.description), true)))
  EXECUTE FUNCTION refuse_unclean_text();
CREATE OR REPLACE TRIGGER skills_clean_update BEFORE UPDATE OF skill_name, category, description ON skills FOR EACH ROW
  WHEN (NEW.skill_name <> OLD.skill_name AND NOT is_clean_line(NEW.skill_name) OR NEW.category <> OLD.category AND NOT is_clean_line(NEW.category)
        OR NEW.description IS DISTINCT FROM OLD.description AND NOT is_clean_line(NEW.description))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER skill_former_names_clean BEFORE INSERT OR UPDATE OF name ON skill_former_names FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND NOT is_clean_line(NEW.name))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER saved_views_clean BEFORE INSERT OR UPDATE OF name ON saved_views FOR EACH ROW
  WHEN (NOT is_clean_line(NEW.name))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER skill_proposals_clean BEFORE INSERT OR UPDATE OF name ON skill_proposals FOR EACH ROW
  WHEN (NOT is_clean_line(NEW.name))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER projects_clean_insert BEFORE INSERT ON projects FOR EACH ROW
  WHEN (NOT (is_clean_line(NEW.name) AND coalesce(is_clean_line(NEW.external_id), true)))
  EXECUTE FUNCTION refuse_unclean_text();
CREATE OR REPLACE TRIGGER projects_clean_update BEFORE UPDATE OF name, external_id ON projects FOR EACH ROW
  WHEN (NEW.name <> OLD.name AND NOT is_clean_line(NEW.name) OR NEW.external_id IS DISTINCT FROM OLD.external_id AND NOT is_clean_line(NEW.external_id))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER assignments_clean_insert BEFORE INSERT ON assignments FOR EACH ROW
  WHEN (NOT (is_clean_line(NEW.role) AND are_clean_lines(NEW.tags)))
  EXECUTE FUNCTION refuse_unclean_text();
CREATE OR REPLACE TRIGGER assignments_clean_update BEFORE UPDATE OF role, tags ON assignments FOR EACH ROW
  WHEN (NEW.role <> OLD.role AND NOT is_clean_line(NEW.role) OR NEW.tags <> OLD.tags AND NOT are_clean_lines(NEW.tags))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER progress_updates_clean_update BEFORE UPDATE OF external_id ON progress_updates FOR EACH ROW
  WHEN (NEW.external_id IS DISTINCT FROM OLD.external_id AND NOT is_clean_line(NEW.external_id))
  EXECUTE FUNCTION refuse_unclean_text();

CREATE OR REPLACE TRIGGER api_tokens_clean_insert BEFORE INSERT ON api_tokens FOR EACH ROW
  WHEN (NOT is_clean_line(NEW.name))
  EXECUTE FUNCTION refuse_unclean_text();
