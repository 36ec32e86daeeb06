-- HMAC-SHA-256 of a value that identifies a person or an update, with `erasure_key()`: the inner hash, then the outer one.
-- Kinds: `address` and `person` (an external id) of people; `update`, whose value begins with the project.
CREATE OR REPLACE FUNCTION erased_fingerprint(key bytea, kind text, value text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(substring(key FROM 65) || sha256(substring(key FOR 64) || convert_to(kind || ':' || value, 'UTF8')));
REVOKE ALL ON FUNCTION erased_fingerprint FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erased_fingerprint TO skilltrace_ledger;
