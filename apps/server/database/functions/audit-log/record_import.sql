-- Records an import, in addition to the entries of its changes. The counts must be numbers, so that no text gets into the log.
CREATE OR REPLACE FUNCTION record_import(p_kind text, p_is_whole boolean, p_counts jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_kind IS NULL OR p_kind NOT IN ('organisation', 'progress_updates') OR p_is_whole IS NULL
     OR jsonb_path_exists(p_counts, 'strict $.** ? (@.type() != "number" && @.type() != "object")') IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'not a valid import record' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'import.run', 'import', jsonb_build_object('kind', p_kind, 'isWhole', p_is_whole, 'counts', p_counts));
END
$$;
ALTER FUNCTION record_import OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION record_import FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_import TO skilltrace_server;
