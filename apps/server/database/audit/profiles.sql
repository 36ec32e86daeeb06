-- Entries about people: admin rights, leaving and returning, and which fields changed. Entries contain no names or addresses.
CREATE OR REPLACE FUNCTION audit_profiles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.created', 'person', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.deleted', 'person', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'person', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'person.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))),
       (n.id IS NULL, 'person.deleted',
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))),
       (o.is_admin <> n.is_admin, CASE WHEN n.is_admin THEN 'person.made_admin' ELSE 'person.admin_withdrawn' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin), 'after', jsonb_build_object('isAdmin', n.is_admin))),
       (o.id = n.id AND (o.deactivated_at IS NULL) <> (n.deactivated_at IS NULL),
        CASE WHEN n.deactivated_at IS NULL THEN 'person.returned' ELSE 'person.left' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.deactivated_at IS NULL), 'after', jsonb_build_object('isActive', n.deactivated_at IS NULL))),
       (o.id = n.id AND o.erased_at IS NULL AND n.erased_at IS NOT NULL, 'person.erased', '{}'),
       (o.id = n.id AND (o.email, o.name, o.title, o.avatar_url, o.external_id, o.shares_validated_skills)
            IS DISTINCT FROM (n.email, n.name, n.title, n.avatar_url, n.external_id, n.shares_validated_skills),
        'person.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.email <> n.email THEN 'email' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.title IS DISTINCT FROM n.title THEN 'title' END,
          CASE WHEN o.avatar_url IS DISTINCT FROM n.avatar_url THEN 'avatarUrl' END,
          CASE WHEN o.external_id IS DISTINCT FROM n.external_id THEN 'externalId' END,
          CASE WHEN o.shares_validated_skills <> n.shares_validated_skills THEN 'sharesValidatedSkills' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_profiles() OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_profiles() FROM PUBLIC;

CREATE OR REPLACE TRIGGER profiles_audit_insert AFTER INSERT ON profiles REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_insert;
CREATE OR REPLACE TRIGGER profiles_audit_update AFTER UPDATE ON profiles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_update;
CREATE OR REPLACE TRIGGER profiles_audit_delete AFTER DELETE ON profiles REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_delete;
CREATE OR REPLACE TRIGGER profiles_audit_truncate AFTER TRUNCATE ON profiles FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_truncate;
