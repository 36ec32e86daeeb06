-- For the name, the description and the metadata, an entry only records that they changed: they may name a person who is erased later.
CREATE OR REPLACE FUNCTION audit_projects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'project.created', 'project', n.id, n.id, n.tech_lead_id,
           jsonb_build_object('after', jsonb_build_object('status', n.status, 'techLeadId', n.tech_lead_id))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'project.deleted', 'project', o.id, o.id, o.tech_lead_id,
           jsonb_build_object('before', jsonb_build_object('status', o.status, 'techLeadId', o.tech_lead_id))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'project', coalesce(n.id, o.id), coalesce(n.id, o.id), c.profile_id, c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'project.created'::audit_action, n.tech_lead_id,
        jsonb_build_object('after', jsonb_build_object('status', n.status, 'techLeadId', n.tech_lead_id))),
       (n.id IS NULL, 'project.deleted', o.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('status', o.status, 'techLeadId', o.tech_lead_id))),
       (o.tech_lead_id <> n.tech_lead_id, 'project.lead_removed', o.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('techLeadId', o.tech_lead_id), 'after', jsonb_build_object('techLeadId', n.tech_lead_id))),
       (o.tech_lead_id <> n.tech_lead_id, 'project.lead_set', n.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('techLeadId', o.tech_lead_id), 'after', jsonb_build_object('techLeadId', n.tech_lead_id))),
       (o.status <> n.status,
        CASE n.status WHEN 'completed' THEN 'project.completed' WHEN 'archived' THEN 'project.archived' ELSE 'project.reopened' END::audit_action, NULL,
        jsonb_build_object('before', jsonb_build_object('status', o.status), 'after', jsonb_build_object('status', n.status))),
       ((o.name, o.description, o.metadata, o.external_id) IS DISTINCT FROM (n.name, n.description, n.metadata, n.external_id)
          AND o.id IS NOT NULL AND n.id IS NOT NULL,
        'project.changed', NULL,
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.description <> n.description THEN 'description' END,
          CASE WHEN o.metadata <> n.metadata THEN 'metadata' END,
          CASE WHEN o.external_id IS DISTINCT FROM n.external_id THEN 'externalId' END], NULL)))
     ) AS c(happened, action, profile_id, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_projects OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_projects FROM PUBLIC;

CREATE OR REPLACE TRIGGER projects_audit_insert AFTER INSERT ON projects REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_insert;
CREATE OR REPLACE TRIGGER projects_audit_update AFTER UPDATE ON projects REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_update;
CREATE OR REPLACE TRIGGER projects_audit_delete AFTER DELETE ON projects REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_delete;
CREATE OR REPLACE TRIGGER projects_audit_truncate AFTER TRUNCATE ON projects FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_truncate;
