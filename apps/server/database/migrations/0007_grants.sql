-- Functions go to the ledger's own role, which needs CREATE on the schema for that moment only.
GRANT CREATE ON SCHEMA public TO skilltrace_ledger;
ALTER FUNCTION emit_skill_signals OWNER TO skilltrace_ledger;
ALTER FUNCTION emit_skill_signals_in_bulk OWNER TO skilltrace_ledger;
ALTER FUNCTION post_progress_update OWNER TO skilltrace_ledger;
REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger;
REVOKE ALL ON FUNCTION emit_skill_signals FROM PUBLIC;
REVOKE ALL ON FUNCTION emit_skill_signals_in_bulk FROM PUBLIC;
REVOKE ALL ON FUNCTION post_progress_update FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emit_skill_signals, emit_skill_signals_in_bulk, post_progress_update TO skilltrace_server;

-- The ledger's role: no recorded_at among its columns, which is how the database alone sets it.
GRANT INSERT (user_id, skill_id, source_type, source_id, signal_type, weight, created_at) ON user_skill_signals TO skilltrace_ledger;
-- ON CONFLICT needs to read the columns that it infers the key from.
GRANT SELECT ON user_skill_signals, progress_updates, projects, project_skills, assignments, profiles, skills TO skilltrace_ledger;
GRANT INSERT (project_id, user_id, content, external_id, created_at) ON progress_updates TO skilltrace_ledger;
-- A row lock asks for UPDATE on some column; this is the least of them.
GRANT UPDATE (completed_at) ON projects TO skilltrace_ledger;

-- The server: no INSERT on the ledger nor on progress_updates, so that neither stands without the other. No DELETE of history.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO skilltrace_server;
GRANT INSERT, UPDATE ON profiles, skills, projects, assignments, mentorship_sessions, employee_skills, suggestions TO skilltrace_server;
GRANT INSERT, DELETE ON project_skills TO skilltrace_server;
GRANT UPDATE (content, edited_at) ON progress_updates TO skilltrace_server;
GRANT DELETE ON employee_skills TO skilltrace_server;

GRANT SELECT ON profiles, skills, projects, project_skills, assignments, progress_updates, user_skill_signals, signal_ledger, employee_skills, suggestions
  TO skilltrace_reader;
