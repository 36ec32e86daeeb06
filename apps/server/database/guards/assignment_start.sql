-- A person who is not an admin can date an assignment at most 90 days back, counted from the start of the day in UTC,
-- and not before the project began. A project began when it was created, or with its earliest assignment, because an import can
-- create assignments with a start before the creation of the project.
--   SK431  more than 90 days back    SK432  before the project began
-- The rule applies to the caller of the request, or without a request to `assigned_by_id`. Imports of the command line have neither.
CREATE OR REPLACE FUNCTION refuse_early_assignment_start() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  assigner bigint := coalesce((mark ->> 'profileId')::bigint, NEW.assigned_by_id);
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.started_at = OLD.started_at THEN
    RETURN NEW;
  END IF;
  IF assigner IS NULL OR EXISTS (SELECT FROM profiles WHERE id = assigner AND is_admin) THEN
    RETURN NEW;
  END IF;
  IF NEW.started_at < date_trunc('day', now(), 'UTC') - interval '2160 hours' THEN
    RAISE EXCEPTION 'only admins can date an assignment more than 90 days back' USING ERRCODE = 'SK431';
  END IF;
  IF NEW.started_at < (SELECT least(p.created_at, (SELECT min(a.started_at) FROM assignments a WHERE a.project_id = p.id))
                         FROM projects p WHERE p.id = NEW.project_id) THEN
    RAISE EXCEPTION 'only admins can date an assignment before its project began' USING ERRCODE = 'SK432';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER assignments_start
  BEFORE INSERT OR UPDATE OF started_at ON assignments
  FOR EACH ROW EXECUTE FUNCTION refuse_early_assignment_start();
