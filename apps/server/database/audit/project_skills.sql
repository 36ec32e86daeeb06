-- Changes to the declared scope of a project.
CREATE OR REPLACE FUNCTION audit_project_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.added', 'project', n.project_id, n.project_id, n.skill_id FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.removed', 'project', o.project_id, o.project_id, o.skill_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.project_id IS NULL THEN 'project_scope.removed' ELSE 'project_scope.added' END::audit_action,
           'project', coalesce(n.project_id, o.project_id), coalesce(n.project_id, o.project_id), coalesce(n.skill_id, o.skill_id)
      FROM old_rows o FULL JOIN new_rows n ON n.project_id = o.project_id AND n.skill_id = o.skill_id
     WHERE o.project_id IS NULL OR n.project_id IS NULL;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_project_skills OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_project_skills FROM PUBLIC;

CREATE OR REPLACE TRIGGER project_skills_audit_insert AFTER INSERT ON project_skills REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_insert;
CREATE OR REPLACE TRIGGER project_skills_audit_update AFTER UPDATE ON project_skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_update;
CREATE OR REPLACE TRIGGER project_skills_audit_delete AFTER DELETE ON project_skills REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_delete;
CREATE OR REPLACE TRIGGER project_skills_audit_truncate AFTER TRUNCATE ON project_skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_truncate;
