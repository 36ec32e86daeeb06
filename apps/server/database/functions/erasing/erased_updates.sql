-- Which of these external ids of a project belonged to updates of erased people.
CREATE OR REPLACE FUNCTION erased_updates(p_project_id bigint, p_external_ids text[]) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM erased_fingerprints) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT e FROM unnest(p_external_ids) e
     WHERE EXISTS (SELECT FROM erased_fingerprints f
                    WHERE f.digest = erased_fingerprint((SELECT erasure_key()), 'update', p_project_id || ':' || e));
END
$$;
ALTER FUNCTION erased_updates OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION erased_updates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erased_updates TO skilltrace_server;
