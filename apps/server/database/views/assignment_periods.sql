-- The periods of assignments, for reads of a time in the past: an assignment was active at a time t if
-- started_at <= t AND (until IS NULL OR until > t). Without a time, t = 'infinity' selects the current ones (`active_assignments`).
CREATE OR REPLACE VIEW assignment_periods AS
  SELECT a.profile_id, a.project_id, p.name AS project_name, a.role, a.tags, a.started_at, least(a.ended_at, p.inactive_since) AS until
    FROM assignments a JOIN projects p ON p.id = a.project_id;
GRANT SELECT ON assignment_periods TO skilltrace_server, skilltrace_reader;
