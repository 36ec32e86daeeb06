-- What the three roles may do with each table. Functions and views are granted in their own files.
-- To remove a right, delete it here and revoke it in a migration: this file only grants.

-- The server has no INSERT on the ledger or on progress_updates, so that neither gets a row without the other. It cannot delete history.
GRANT SELECT, INSERT, UPDATE ON profiles, skills, projects, assignments, mentorship_sessions, api_tokens TO skilltrace_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON employee_skills, skill_former_names, idempotency_keys, auth_sessions, auth_accounts,
  invitations, sign_in_failures TO skilltrace_server;
GRANT SELECT, INSERT, DELETE ON project_skills TO skilltrace_server;
-- The owner and the address of a saved view never change. An erasure changes the search.
GRANT SELECT, INSERT, DELETE, UPDATE (name, search, project_id) ON saved_views TO skilltrace_server;
-- Of a proposed skill, only the answer is added. An erasure changes the texts.
GRANT SELECT, INSERT (profile_id, name, reason), UPDATE (name, reason, status, answered_at, answered_by_id, skill_id, comment) ON skill_proposals TO skilltrace_server;
GRANT SELECT, UPDATE (content, edited_at) ON progress_updates TO skilltrace_server;
-- The person, the skill and the suggested level are never changed. A row lock needs UPDATE on any column: these are enough.
GRANT SELECT, INSERT, UPDATE (status, resolved_at, resolved_by_id, resolved_proficiency) ON suggestions TO skilltrace_server;
GRANT SELECT ON user_skill_signals, progress_update_keys, audit_entries, audit_origins, schema_migrations, schema_repeatables TO skilltrace_server;
-- A comment is never changed, and a withdrawn level only gets the time and the person of its restoration.
GRANT SELECT, INSERT ON decision_comments TO skilltrace_server;
GRANT SELECT, INSERT (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id),
  UPDATE (restored_at, restored_by_id) ON withdrawn_levels TO skilltrace_server;
GRANT SELECT, INSERT, UPDATE ON seen_decisions TO skilltrace_server;
-- The server adds checkpoints, and can neither change nor delete them.
GRANT SELECT, INSERT ON ledger_clusters, ledger_checkpoints, ledger_checkpoint_parts TO skilltrace_server;
GRANT USAGE ON SEQUENCE ledger_checkpoints_id_seq TO skilltrace_server;

GRANT SELECT ON profiles, skills, skill_former_names, projects, project_skills, assignments, progress_updates, user_skill_signals, employee_skills, suggestions,
  decision_comments, withdrawn_levels TO skilltrace_reader;
-- Who caused an entry of the audit log, for the timeline of a person. Readers see the log itself only through views.
GRANT SELECT (id, profile_id) ON audit_origins TO skilltrace_reader;

-- The role of the functions that write the ledgers. It has no right on recorded_at, so only the database sets that time.
GRANT SELECT, INSERT (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id) ON user_skill_signals TO skilltrace_ledger;
GRANT SELECT, INSERT (id, project_id, user_id, content, external_id, created_at), UPDATE (content, external_id) ON progress_updates TO skilltrace_ledger;
GRANT USAGE ON SEQUENCE progress_updates_id_seq TO skilltrace_ledger;
GRANT SELECT, INSERT, DELETE ON progress_update_keys TO skilltrace_ledger;
GRANT SELECT ON project_skills, assignments, skills TO skilltrace_ledger;
-- A row lock needs UPDATE on any column.
GRANT SELECT, UPDATE (completed_at) ON projects TO skilltrace_ledger;
GRANT SELECT, UPDATE (erased_at) ON profiles TO skilltrace_ledger;
-- The pending suggestions about a merged skill move to the other skill.
GRANT SELECT, DELETE, UPDATE (skill_id) ON suggestions TO skilltrace_ledger;
GRANT SELECT, UPDATE (content) ON decision_comments TO skilltrace_ledger;
GRANT SELECT, DELETE, UPDATE (comment) ON skill_proposals TO skilltrace_ledger;

GRANT SELECT, INSERT (origin_id, action, subject_type, subject_id, project_id, profile_id, skill_id, details) ON audit_entries TO skilltrace_ledger;
GRANT SELECT, INSERT (profile_id, via, api_token_id, request_id, address, user_agent), UPDATE (address, user_agent) ON audit_origins TO skilltrace_ledger;
GRANT SELECT, INSERT, DELETE, UPDATE (identity) ON erased_fingerprints TO skilltrace_ledger;
GRANT SELECT, INSERT, DELETE ON former_identities TO skilltrace_ledger;
