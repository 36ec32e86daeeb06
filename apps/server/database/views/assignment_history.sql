-- When the audit log recorded the beginning and the end of assignments. An entry about the beginning can have the end too, in an import.
CREATE OR REPLACE VIEW assignment_history AS
  SELECT id, recorded_at, profile_id, subject_id AS assignment_id, action = 'assignment.started' AS is_start,
         details -> 'after' ->> 'endedAt' IS NOT NULL AS is_end
    FROM audit_entries WHERE action IN ('assignment.started', 'assignment.ended');
GRANT SELECT ON assignment_history TO skilltrace_server, skilltrace_reader;
