-- Sessions. Sign-ins, sign-outs and sessions that their owner ended are in the security log, not here. This log has sessions that another
-- person ended, and those that were added, changed or deleted without the server: every change by the server has an origin.
CREATE OR REPLACE FUNCTION audit_auth_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  actor bigint := (mark ->> 'profileId')::bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.session_added', 'sign_in', n.id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n WHERE mark IS NULL OR n.profile_id <> actor;
  ELSIF TG_OP = 'DELETE' THEN
    -- Any request that finds expired sessions deletes them.
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.sessions_ended', 'sign_in', o.profile_id,
           jsonb_build_object('before', jsonb_build_object('sessions', count(*)))
      FROM old_rows o
     WHERE o.profile_id <> actor OR mark IS NULL AND o.expires_at > now() AND o.created_at > now() - interval '30 days'
     GROUP BY o.profile_id;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.session_changed', 'sign_in', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (SELECT jsonb_build_object('fields', array_remove(ARRAY[
       CASE WHEN n.id IS NULL OR o.id IS NULL THEN 'id' END,
       CASE WHEN o.profile_id <> n.profile_id THEN 'profileId' END,
       CASE WHEN o.token <> n.token THEN 'token' END,
       CASE WHEN o.created_at <> n.created_at THEN 'createdAt' END,
       CASE WHEN o.without_password <> n.without_password THEN 'withoutPassword' END,
       -- The server extends a session that is still valid. Only a change without the server makes an expired one valid again.
       CASE WHEN o.expires_at <= now() AND n.expires_at > now() THEN 'expiresAt' END], NULL)) AS details) c
     WHERE c.details <> '{"fields": []}' AND (mark IS NULL OR o.profile_id IS DISTINCT FROM actor OR n.profile_id IS DISTINCT FROM actor);
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_auth_sessions OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_auth_sessions FROM PUBLIC;

CREATE OR REPLACE TRIGGER auth_sessions_audit_insert AFTER INSERT ON auth_sessions REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_insert;
CREATE OR REPLACE TRIGGER auth_sessions_audit_update AFTER UPDATE ON auth_sessions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_update;
CREATE OR REPLACE TRIGGER auth_sessions_audit_delete AFTER DELETE ON auth_sessions REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_delete;
CREATE OR REPLACE TRIGGER auth_sessions_audit_truncate AFTER TRUNCATE ON auth_sessions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_truncate;
