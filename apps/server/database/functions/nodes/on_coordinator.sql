-- Whether this database has all tables. With Citus, the workers have copies of the tables that every query joins, and triggers of these
-- run on every copy: a trigger that reads or writes another table must do so only here.
CREATE OR REPLACE FUNCTION on_coordinator() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT tables_are_copied() THEN
    RETURN true;
  END IF;
  RETURN (SELECT groupid = 0 FROM pg_catalog.pg_dist_local_group);
END
$$;
