-- A new invitation replaces the previous one, in an INSERT or in an UPDATE. The use of an invitation, by a person who is not signed in yet,
-- is logged as a password that was set; an expired invitation is deleted without an entry.
CREATE OR REPLACE FUNCTION audit_invitations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'invitation.withdrawn', 'invitation', o.profile_id, o.profile_id
      FROM old_rows o
     WHERE o.expires_at > now() AND (nullif(current_setting('skilltrace.origin', true), '')::jsonb ->> 'via') IS DISTINCT FROM 'nobody';
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'invitation.made', 'invitation', n.profile_id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_invitations OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_invitations FROM PUBLIC;

CREATE OR REPLACE TRIGGER invitations_audit_insert AFTER INSERT ON invitations REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_insert;
CREATE OR REPLACE TRIGGER invitations_audit_update AFTER UPDATE ON invitations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_update;
CREATE OR REPLACE TRIGGER invitations_audit_delete AFTER DELETE ON invitations REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_delete;
CREATE OR REPLACE TRIGGER invitations_audit_truncate AFTER TRUNCATE ON invitations FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_truncate;
