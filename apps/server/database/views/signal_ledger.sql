-- What readers of the ledger name. Only the writer's own folder names the table.
CREATE OR REPLACE VIEW signal_ledger AS
  SELECT id, user_id, skill_id, source_type, source_id, signal_type, weight, created_at, recorded_at
  FROM user_skill_signals;
GRANT SELECT ON signal_ledger TO skilltrace_server, skilltrace_reader;
