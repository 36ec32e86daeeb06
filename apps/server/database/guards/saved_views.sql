-- The limits of saved views.
--   SK450  the person has as many saved views as one person may have (MOST_SAVED_VIEWS in packages/domain/src/limits.ts)
--   SK451  the person is neither on the project nor its Tech Lead, so they cannot share a view with it
CREATE OR REPLACE FUNCTION limit_saved_views() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- Simultaneous requests of one person would not see each other's rows.
  PERFORM pg_advisory_xact_lock(hashtextextended('saved views', NEW.profile_id));
  IF (SELECT count(*) FROM saved_views v WHERE v.profile_id = NEW.profile_id) >= 200 THEN
    RAISE EXCEPTION 'person % has too many saved views', NEW.profile_id USING ERRCODE = 'SK450';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER saved_views_limited BEFORE INSERT ON saved_views FOR EACH ROW EXECUTE FUNCTION limit_saved_views();

CREATE OR REPLACE FUNCTION refuse_sharing_elsewhere() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT may_see_work_on(NEW.profile_id, NEW.project_id) THEN
    RAISE EXCEPTION 'person % is not on project %', NEW.profile_id, NEW.project_id USING ERRCODE = 'SK451';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER saved_views_shared BEFORE INSERT OR UPDATE OF project_id, profile_id ON saved_views
  FOR EACH ROW WHEN (NEW.project_id IS NOT NULL) EXECUTE FUNCTION refuse_sharing_elsewhere();
