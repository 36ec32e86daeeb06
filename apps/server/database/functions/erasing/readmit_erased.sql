-- Deletes the fingerprints of the addresses and external ids of an erased person, found by one address, when an admin adds the person
-- again. The fingerprints of their former updates remain, so that old work is not counted a second time.
CREATE OR REPLACE FUNCTION readmit_erased(p_email text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    DELETE FROM erased_fingerprints
     WHERE identity = (SELECT f.identity FROM erased_fingerprints f
                        WHERE f.digest = erased_fingerprint(erasure_key(), 'address', lower(p_email)));
  END IF;
END
$$;
ALTER FUNCTION readmit_erased OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION readmit_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION readmit_erased TO skilltrace_server;
