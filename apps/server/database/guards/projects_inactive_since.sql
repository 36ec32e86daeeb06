-- Stores the time at which a project stopped being active, however its status was changed. If the projects are copied to several machines, each of them
-- has another now(), so there the statement gives the time. Otherwise it cannot.
CREATE OR REPLACE FUNCTION keep_inactive_since() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.status = 'active' THEN
    NEW.inactive_since := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.status = 'active' THEN
    -- A file can complete a project at a past time.
    NEW.inactive_since := CASE WHEN NEW.status = 'completed' AND NEW.completed_at IS NOT NULL THEN NEW.completed_at
                               WHEN tables_are_copied() AND NEW.inactive_since IS NOT NULL THEN NEW.inactive_since
                               ELSE date_trunc('milliseconds', now()) END;
  ELSE
    NEW.inactive_since := OLD.inactive_since;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER projects_keep_inactive_since
  BEFORE INSERT OR UPDATE OF status, inactive_since ON projects
  FOR EACH ROW EXECUTE FUNCTION keep_inactive_since();
