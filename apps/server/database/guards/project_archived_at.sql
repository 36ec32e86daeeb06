-- Dates the archiving of a project, by whatever statement it is archived or reopened.
CREATE OR REPLACE FUNCTION date_archiving() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.status <> 'archived' THEN
    NEW.archived_at := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.status <> 'archived' THEN
    NEW.archived_at := coalesce(NEW.archived_at, date_trunc('milliseconds', now()));
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER projects_date_archiving BEFORE INSERT OR UPDATE OF status ON projects
  FOR EACH ROW EXECUTE FUNCTION date_archiving();
