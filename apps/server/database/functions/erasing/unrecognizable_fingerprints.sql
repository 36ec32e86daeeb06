-- The number of fingerprints that were computed with a different key than this connection's.
CREATE OR REPLACE FUNCTION unrecognizable_fingerprints() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM erased_fingerprints WHERE key_id <> (SELECT erasure_key_id(erasure_key()))
$$;
ALTER FUNCTION unrecognizable_fingerprints OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION unrecognizable_fingerprints FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unrecognizable_fingerprints TO skilltrace_server;
