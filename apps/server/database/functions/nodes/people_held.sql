-- These people in the order of their ids. Neither a deactivation nor an erasure of them commits until this transaction ends.
CREATE OR REPLACE FUNCTION people_held(p_ids bigint[])
RETURNS TABLE (id bigint, is_admin boolean, deactivated_at timestamptz, erased_at timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    RETURN QUERY SELECT p.id, p.is_admin, p.deactivated_at, p.erased_at FROM profiles p WHERE p.id = ANY (p_ids) ORDER BY p.id;
  ELSE
    RETURN QUERY SELECT p.id, p.is_admin, p.deactivated_at, p.erased_at FROM profiles p WHERE p.id = ANY (p_ids) ORDER BY p.id FOR SHARE;
  END IF;
END
$$;
