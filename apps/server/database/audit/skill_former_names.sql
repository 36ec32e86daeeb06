-- Aliases that were added to a skill or removed from it. A rename keeps the previous name as an alias in a trigger, and has its own entry.
CREATE OR REPLACE FUNCTION audit_skill_former_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.alias_removed', 'skill', o.skill_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('alias', o.name))
      FROM old_rows o;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.alias_added', 'skill', n.skill_id, n.skill_id,
           jsonb_build_object('after', jsonb_build_object('alias', n.name))
      FROM new_rows n;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_skill_former_names OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_skill_former_names FROM PUBLIC;

CREATE OR REPLACE TRIGGER skill_former_names_audit_insert AFTER INSERT ON skill_former_names REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_insert;
CREATE OR REPLACE TRIGGER skill_former_names_audit_update AFTER UPDATE ON skill_former_names
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_update;
CREATE OR REPLACE TRIGGER skill_former_names_audit_delete AFTER DELETE ON skill_former_names REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_delete;
CREATE OR REPLACE TRIGGER skill_former_names_audit_truncate AFTER TRUNCATE ON skill_former_names FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_truncate;
