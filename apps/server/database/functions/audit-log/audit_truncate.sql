-- Records a TRUNCATE as one entry with the name of the table.
CREATE OR REPLACE FUNCTION audit_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'table.truncated', 'log', jsonb_build_object('table', TG_TABLE_NAME));
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_truncate OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_truncate FROM PUBLIC;
