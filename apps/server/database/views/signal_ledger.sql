-- Readers of the ledger use this view. Only the writer's folder names the table.
CREATE OR REPLACE VIEW signal_ledger AS
  SELECT id, user_id, skill_id, source_type, source_id, signal_type, weight, created_at, recorded_at, project_id
  FROM user_skill_signals;
GRANT SELECT ON signal_ledger TO skilltrace_server, skilltrace_reader;
