-- People see where they are signed in, and end it.

-- As a persona of the demo, at a click: it counts while the demo is on. Its owner has shown no password.
ALTER TABLE auth_sessions ADD COLUMN without_password boolean NOT NULL DEFAULT false;

-- Nobody noted it so far. Of the personas, as the demo has them, all are taken for clicks: whoever has the password signs in again.
UPDATE auth_sessions s SET without_password = true
  FROM profiles p
 WHERE p.id = s.profile_id AND p.email IN ('amara.okafor@example.org', 'tomas.herrera@example.org', 'ingrid.halvorsen@example.org')
   AND EXISTS (SELECT FROM projects WHERE external_id LIKE 'demo:%');

-- Somebody who ends the sessions of another is in the audit log, by whatever road; one's own, and those that run out, are not.
ALTER TYPE audit_action ADD VALUE 'sign_in.sessions_ended' AFTER 'sign_in.removed';

CREATE FUNCTION audit_auth_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  actor bigint := (nullif(current_setting('skilltrace.origin', true), '')::jsonb ->> 'profileId')::bigint;
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, details)
  SELECT (SELECT audit_origin()), 'sign_in.sessions_ended', 'sign_in', o.profile_id,
         jsonb_build_object('before', jsonb_build_object('sessions', count(*)))
    FROM old_rows o WHERE o.profile_id <> actor GROUP BY o.profile_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER auth_sessions_audit_delete AFTER DELETE ON auth_sessions REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_delete;

GRANT CREATE ON SCHEMA public TO skilltrace_ledger;
ALTER FUNCTION audit_auth_sessions OWNER TO skilltrace_ledger;
REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_auth_sessions FROM PUBLIC;
