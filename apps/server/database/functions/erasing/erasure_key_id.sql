-- Identifies a key without revealing it, so that a server can detect fingerprints that it cannot recognize.
CREATE OR REPLACE FUNCTION erasure_key_id(key bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN substring(erased_fingerprint(key, 'key', '') FOR 8);
REVOKE ALL ON FUNCTION erasure_key_id FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasure_key_id TO skilltrace_ledger;
