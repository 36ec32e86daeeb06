-- Ways to sign in: added, removed, and passwords that were set. Entries contain nothing of a password.
CREATE OR REPLACE FUNCTION audit_auth_accounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', n.id, n.profile_id
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'sign_in.removed', 'sign_in', o.id, o.profile_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()),
           CASE WHEN n.id IS NULL THEN 'sign_in.removed' WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id)
      FROM old_rows o FULL JOIN new_rows n
        ON n.id = o.id AND n.profile_id = o.profile_id AND n.provider_id = o.provider_id AND n.account_id = o.account_id
     WHERE o.id IS NULL OR n.id IS NULL OR o.password IS DISTINCT FROM n.password;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_auth_accounts OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_auth_accounts FROM PUBLIC;

CREATE OR REPLACE TRIGGER auth_accounts_audit_insert AFTER INSERT ON auth_accounts REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_insert;
CREATE OR REPLACE TRIGGER auth_accounts_audit_update AFTER UPDATE ON auth_accounts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_update;
CREATE OR REPLACE TRIGGER auth_accounts_audit_delete AFTER DELETE ON auth_accounts REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_delete;
CREATE OR REPLACE TRIGGER auth_accounts_audit_truncate AFTER TRUNCATE ON auth_accounts FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_truncate;
