-- What the three roles may do with each table. Functions and views are granted in their own files.
-- A right that is taken away is removed here and revoked in a migration: this file only grants.

-- The server has no INSERT on the ledger and none on progress_updates, so that neither exists without the other. It deletes no history.
GRANT SELECT, INSERT, UPDATE ON profiles, skills, projects, assignments, mentorship_sessions, api_tokens TO skilltrace_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON employee_skills, skill_former_names, idempotency_keys, auth_sessions, auth_accounts,
  invitations, sign_in_failures TO skilltrace_server;
GRANT SELECT, INSERT, DELETE ON project_skills TO skilltrace_server;
GRANT SELECT, UPDATE (content, edited_at) ON progress_updates TO skilltrace_server;
-- The person, the skill and the suggested level are written once. A row lock needs UPDATE on some column: these are enough.
GRANT SELECT, INSERT, UPDATE (status, resolved_at, resolved_by_id, resolved_proficiency) ON suggestions TO skilltrace_server;
GRANT SELECT ON user_skill_signals, audit_entries, audit_origins, schema_migrations, schema_repeatables TO skilltrace_server;
-- The server takes checkpoints, and neither changes nor deletes one.
GRANT SELECT, INSERT ON ledger_clusters, ledger_checkpoints, ledger_checkpoint_parts TO skilltrace_server;
GRANT USAGE ON SEQUENCE ledger_checkpoints_id_seq TO skilltrace_server;

GRANT SELECT ON profiles, skills, skill_former_names, projects, project_skills, assignments, progress_updates, user_skill_signals, employee_skills, suggestions
  TO skilltrace_reader;

-- The role of the functions that write the ledgers. Without recorded_at among its columns, only the database sets that time.
GRANT SELECT, INSERT (user_id, skill_id, source_type, source_id, signal_type, weight, created_at) ON user_skill_signals TO skilltrace_ledger;
GRANT SELECT, INSERT (project_id, user_id, content, external_id, created_at), UPDATE (content, external_id) ON progress_updates TO skilltrace_ledger;
GRANT SELECT ON project_skills, assignments, skills TO skilltrace_ledger;
-- A row lock needs UPDATE on some column.
GRANT SELECT, UPDATE (completed_at) ON projects TO skilltrace_ledger;
GRANT SELECT, UPDATE (erased_at) ON profiles TO skilltrace_ledger;
GRANT SELECT, DELETE ON suggestions TO skilltrace_ledger;
GRANT SELECT, INSERT (origin_id, action, subject_type, subject_id, project_id, profile_id, skill_id, details) ON audit_entries TO skilltrace_ledger;
GRANT SELECT, INSERT (profile_id, via, api_token_id, request_id, address, user_agent), UPDATE (address, user_agent) ON audit_origins TO skilltrace_ledger;
GRANT SELECT, INSERT, DELETE, UPDATE (identity) ON erased_fingerprints TO skilltrace_ledger;
GRANT SELECT, INSERT, DELETE ON former_identities TO skilltrace_ledger;
