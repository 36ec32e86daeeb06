-- Tags are names of skills. The role is free text, so an entry only records that it changed.
CREATE OR REPLACE FUNCTION audit_assignments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'assignment.started', 'assignment', n.id, n.project_id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('tags', n.tags, 'startedAt', n.started_at, 'endedAt', n.ended_at))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'assignment.deleted', 'assignment', o.id, o.project_id, o.profile_id,
           jsonb_build_object('before', jsonb_build_object('tags', o.tags, 'startedAt', o.started_at, 'endedAt', o.ended_at))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'assignment', coalesce(n.id, o.id), coalesce(n.project_id, o.project_id),
           coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id AND n.profile_id = o.profile_id AND n.project_id = o.project_id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'assignment.started'::audit_action,
        jsonb_build_object('after', jsonb_build_object('tags', n.tags, 'startedAt', n.started_at, 'endedAt', n.ended_at))),
       (n.id IS NULL, 'assignment.deleted',
        jsonb_build_object('before', jsonb_build_object('tags', o.tags, 'startedAt', o.started_at, 'endedAt', o.ended_at))),
       (o.id IS NOT NULL AND o.ended_at IS NULL AND n.ended_at IS NOT NULL, 'assignment.ended',
        jsonb_build_object('before', jsonb_build_object('endedAt', o.ended_at), 'after', jsonb_build_object('endedAt', n.ended_at))),
       (o.tags <> n.tags, 'assignment.retagged',
        jsonb_build_object('before', jsonb_build_object('tags', o.tags), 'after', jsonb_build_object('tags', n.tags))),
       (n.id IS NOT NULL AND (o.role <> n.role OR o.started_at <> n.started_at OR (o.ended_at IS NOT NULL AND o.ended_at IS DISTINCT FROM n.ended_at)),
        'assignment.changed',
        CASE WHEN o.started_at <> n.started_at OR (o.ended_at IS NOT NULL AND o.ended_at IS DISTINCT FROM n.ended_at)
             THEN jsonb_build_object('before', jsonb_build_object('startedAt', o.started_at, 'endedAt', o.ended_at),
                                     'after', jsonb_build_object('startedAt', n.started_at, 'endedAt', n.ended_at)) ELSE '{}' END
        || CASE WHEN o.role <> n.role THEN '{"fields": ["role"]}'::jsonb ELSE '{}' END)
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_assignments OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_assignments FROM PUBLIC;

CREATE OR REPLACE TRIGGER assignments_audit_insert AFTER INSERT ON assignments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_insert;
CREATE OR REPLACE TRIGGER assignments_audit_update AFTER UPDATE ON assignments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_update;
CREATE OR REPLACE TRIGGER assignments_audit_delete AFTER DELETE ON assignments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_delete;
CREATE OR REPLACE TRIGGER assignments_audit_truncate AFTER TRUNCATE ON assignments FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_truncate;
