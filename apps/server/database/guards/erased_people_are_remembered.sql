-- An erasure stores fingerprints of every known address and external id of the person, except those that another person has now.
CREATE OR REPLACE FUNCTION remember_erased_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  key bytea;
  person uuid := gen_random_uuid();
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  key := erasure_key();
  INSERT INTO erased_fingerprints (digest, key_id, identity)
  SELECT digest, erasure_key_id(key), person
    FROM (
      SELECT erased_fingerprint(key, 'address', lower(OLD.email))
      UNION SELECT erased_fingerprint(key, 'person', OLD.external_id) WHERE OLD.external_id IS NOT NULL
      UNION SELECT f.digest FROM former_identities f
             WHERE f.profile_id = OLD.id
               AND NOT EXISTS (SELECT FROM profiles p WHERE p.erased_at IS NULL AND p.id <> OLD.id
                                AND f.digest IN (erased_fingerprint(key, 'address', lower(p.email)), erased_fingerprint(key, 'person', p.external_id)))
    ) AS known(digest)
  ON CONFLICT (digest) DO UPDATE SET identity = person;
  DELETE FROM former_identities WHERE profile_id = OLD.id;
  RETURN NULL;
END
$$;
ALTER FUNCTION remember_erased_person OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION remember_erased_person FROM PUBLIC;
CREATE OR REPLACE TRIGGER profiles_remember_erased
  AFTER UPDATE OF erased_at ON profiles
  FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION remember_erased_person();
