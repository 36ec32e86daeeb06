-- The two padded blocks of the HMAC key that the server passes to its connections. The database does not store the key.
--   SK413  this connection has no key
CREATE OR REPLACE FUNCTION erasure_key() RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  key text := current_setting('skilltrace.erasure_key', true);
BEGIN
  IF key IS NULL OR key !~ '^([0-9a-f]{128}){2}$' THEN
    RAISE EXCEPTION 'this connection has no key for the fingerprints of erased people' USING ERRCODE = 'SK413';
  END IF;
  RETURN decode(key, 'hex');
END
$$;
REVOKE ALL ON FUNCTION erasure_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasure_key TO skilltrace_ledger;
