-- Which of these addresses and external ids belong to erased people. Excludes those that another person has now.
CREATE OR REPLACE FUNCTION erased_identities(p_emails text[], p_external_ids text[]) RETURNS TABLE (kind text, value text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM erased_fingerprints) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.kind, a.value
      FROM (SELECT DISTINCT 'address', lower(e) FROM unnest(p_emails) e
            UNION ALL SELECT DISTINCT 'person', e FROM unnest(p_external_ids) e) AS a(kind, value)
     WHERE EXISTS (SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint((SELECT erasure_key()), a.kind, a.value))
       AND NOT EXISTS (SELECT FROM profiles p
                        WHERE CASE a.kind WHEN 'address' THEN lower(p.email) = a.value ELSE p.external_id = a.value END);
END
$$;
ALTER FUNCTION erased_identities OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION erased_identities FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erased_identities TO skilltrace_server;
