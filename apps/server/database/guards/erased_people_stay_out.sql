-- No profile can get an address or an external id of an erased person, from any source. AFTER, because an INSERT that waited for
-- an erasure with the same address must see the fingerprints of that erasure.
--   SK412  the address or external id belongs to an erased person
CREATE OR REPLACE FUNCTION keep_erased_people_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old_email text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.email END;
  old_external_id text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.external_id END;
  key bytea;
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  -- Requires a key only if there are fingerprints: an owner who works by hand has no key.
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    key := erasure_key();
    IF EXISTS (
      SELECT FROM erased_fingerprints f
       WHERE (NEW.email IS DISTINCT FROM old_email AND f.digest = erased_fingerprint(key, 'address', lower(NEW.email)))
          OR (NEW.external_id IS DISTINCT FROM old_external_id AND f.digest = erased_fingerprint(key, 'person', NEW.external_id))
    ) THEN
      RAISE EXCEPTION 'this address or external id belongs to an erased person' USING ERRCODE = 'SK412';
    END IF;
  END IF;
  -- Without a key, no fingerprint of the previous address is stored.
  IF TG_OP = 'UPDATE' AND current_setting('skilltrace.erasure_key', true) <> '' THEN
    key := erasure_key();
    INSERT INTO former_identities (profile_id, digest)
    SELECT NEW.id, erased_fingerprint(key, 'address', lower(old_email)) WHERE NEW.email <> old_email
    UNION ALL
    SELECT NEW.id, erased_fingerprint(key, 'person', old_external_id)
     WHERE NEW.external_id IS DISTINCT FROM old_external_id AND old_external_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION keep_erased_people_out OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION keep_erased_people_out FROM PUBLIC;
CREATE OR REPLACE TRIGGER profiles_keep_erased_out
  AFTER INSERT OR UPDATE OF email, external_id ON profiles
  FOR EACH ROW WHEN (NEW.erased_at IS NULL) EXECUTE FUNCTION keep_erased_people_out();
