-- Moves the pending suggestions about a merged skill to the skill that it was merged into, and returns their number. The server has no right to
-- change the skill of a suggestion. This function changes it only as the merge says.
CREATE OR REPLACE FUNCTION move_pending_suggestions(p_skill_id bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  into_id bigint := (SELECT s.merged_into_id FROM skills s WHERE s.id = p_skill_id);
  moved bigint;
BEGIN
  IF into_id IS NULL THEN
    RETURN 0;
  END IF;
  UPDATE suggestions SET skill_id = into_id WHERE skill_id = p_skill_id AND status = 'PENDING';
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END
$$;
ALTER FUNCTION move_pending_suggestions OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION move_pending_suggestions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_pending_suggestions TO skilltrace_server;
