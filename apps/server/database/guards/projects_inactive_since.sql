-- Stores the time at which a project stopped being active, however its status was changed. A statement that changes the status also gives the time:
-- if the projects are copied to several machines, each of them has another now().
CREATE OR REPLACE FUNCTION keep_inactive_since() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.status = 'active' THEN
    NEW.inactive_since := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.status = 'active' THEN
    -- A file can complete a project at a past time.
    NEW.inactive_since := CASE WHEN NEW.status = 'completed' AND NEW.completed_at IS NOT NULL THEN NEW.completed_at
                               ELSE coalesce(NEW.inactive_since, date_trunc('milliseconds', now())) END;
  ELSE
    NEW.inactive_since := OLD.inactive_since;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER projects_keep_inactive_since
  BEFORE INSERT OR UPDATE OF status, inactive_since ON projects
  FOR EACH ROW EXECUTE FUNCTION keep_inactive_since();
