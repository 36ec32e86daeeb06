-- The current assignments: those that have not ended, on active projects.
CREATE OR REPLACE VIEW active_assignments AS
  SELECT a.id, a.profile_id, a.project_id, a.role, a.tags, a.started_at, a.assigned_by_id,
         p.name AS project_name, p.tech_lead_id
    FROM assignments a JOIN projects p ON p.id = a.project_id
   WHERE a.ended_at IS NULL AND p.status = 'active';
GRANT SELECT ON active_assignments TO skilltrace_server, skilltrace_reader;
