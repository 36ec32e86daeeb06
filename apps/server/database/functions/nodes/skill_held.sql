-- This skill. It is not deactivated until this transaction ends.
CREATE OR REPLACE FUNCTION skill_held(p_id bigint) RETURNS TABLE (skill_name text, category text, is_active boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    RETURN QUERY SELECT s.skill_name::text, s.category::text, s.is_active FROM skills s WHERE s.id = p_id;
  ELSE
    RETURN QUERY SELECT s.skill_name::text, s.category::text, s.is_active FROM skills s WHERE s.id = p_id FOR SHARE;
  END IF;
END
$$;
