-- The schema after all migrations, for reading.
-- Generated from the catalogs by `npm run schema:dump`; a test compares it with a migrated database.

-- Roles

CREATE ROLE skilltrace_ledger NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
CREATE ROLE skilltrace_reader NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
CREATE ROLE skilltrace_server NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;

-- Types

CREATE TYPE audit_action AS ENUM ('log.started', 'table.truncated', 'import.run', 'skill.created', 'skill.renamed', 'skill.recategorised', 'skill.described', 'skill.activated', 'skill.deactivated', 'skill.merged', 'skill.unmerged', 'skill.alias_added', 'skill.alias_removed', 'skill.deleted', 'project.created', 'project.changed', 'project.completed', 'project.archived', 'project.reopened', 'project.lead_set', 'project.lead_removed', 'project.deleted', 'project_scope.added', 'project_scope.removed', 'assignment.started', 'assignment.ended', 'assignment.retagged', 'assignment.changed', 'assignment.deleted', 'person.created', 'person.changed', 'person.made_admin', 'person.admin_withdrawn', 'person.left', 'person.returned', 'person.erased', 'person.deleted', 'invitation.made', 'invitation.withdrawn', 'sign_in.password_set', 'sign_in.added', 'sign_in.removed', 'sign_in.session_added', 'sign_in.session_changed', 'sign_in.sessions_ended', 'api_token.created', 'api_token.changed', 'api_token.revoked', 'api_token.deleted', 'validated_skill.added', 'validated_skill.changed', 'validated_skill.withdrawn', 'validated_skill.moved', 'validated_skill.merged', 'suggestion.approved', 'suggestion.adjusted', 'suggestion.rejected', 'suggestion.deleted');
CREATE TYPE audit_subject AS ENUM ('log', 'import', 'skill', 'project', 'assignment', 'person', 'invitation', 'sign_in', 'api_token', 'validated_skill', 'suggestion');
CREATE TYPE mentorship_status AS ENUM ('pending', 'accepted', 'declined', 'completed', 'cancelled');
CREATE TYPE proficiency_level AS ENUM ('NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT');
CREATE TYPE project_status AS ENUM ('active', 'completed', 'archived');
CREATE TYPE session_focus AS ENUM ('project_support', 'technical_guidance', 'career_guidance', 'life_leadership', 'alumni_advice');
CREATE TYPE signal_source_type AS ENUM ('project', 'update', 'mentorship');
CREATE TYPE signal_type AS ENUM ('joined', 'update', 'completed');
CREATE TYPE skill_proposal_status AS ENUM ('waiting', 'accepted', 'declined');
CREATE TYPE suggestion_source AS ENUM ('SELF_REPORT', 'SYSTEM_FLAG');
CREATE TYPE suggestion_status AS ENUM ('PENDING', 'APPROVED', 'ADJUSTED', 'REJECTED');

-- Tables

CREATE TABLE api_tokens (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  created_by_id bigint,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  expires_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  parent_id bigint,
  behind_ids bigint[] NOT NULL DEFAULT '{}'::bigint[],
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_token_hash_check CHECK (length(token_hash) = 32),
  CONSTRAINT api_tokens_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles(id),
  CONSTRAINT api_tokens_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES api_tokens(id),
  CONSTRAINT api_tokens_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);
CREATE INDEX api_tokens_given_idx ON api_tokens USING btree (created_by_id) WHERE revoked_at IS NULL AND created_by_id <> profile_id;
CREATE INDEX api_tokens_parent_id_idx ON api_tokens USING btree (parent_id) WHERE revoked_at IS NULL AND parent_id IS NOT NULL;
CREATE INDEX api_tokens_profile_id_idx ON api_tokens USING btree (profile_id);
CREATE INDEX api_tokens_standing_idx ON api_tokens USING btree (created_at DESC, id DESC) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX api_tokens_token_hash_key ON api_tokens USING btree (token_hash);
CREATE TRIGGER api_tokens_access_ends AFTER UPDATE OF revoked_at ON api_tokens FOR EACH ROW WHEN (old.revoked_at IS NULL AND new.revoked_at IS NOT NULL) EXECUTE FUNCTION end_what_token_gave();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_access_ends;
CREATE TRIGGER api_tokens_announced AFTER DELETE OR UPDATE ON api_tokens FOR EACH ROW EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_announced;
CREATE TRIGGER api_tokens_announced_truncate AFTER TRUNCATE ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_announced_truncate;
CREATE TRIGGER api_tokens_audit_delete AFTER DELETE ON api_tokens REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_delete;
CREATE TRIGGER api_tokens_audit_insert AFTER INSERT ON api_tokens REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_insert;
CREATE TRIGGER api_tokens_audit_truncate AFTER TRUNCATE ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_truncate;
CREATE TRIGGER api_tokens_audit_update AFTER UPDATE ON api_tokens REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_update;
CREATE TRIGGER api_tokens_clean_insert BEFORE INSERT ON api_tokens FOR EACH ROW WHEN (NOT is_clean_line(new.name)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER api_tokens_given_by_admin BEFORE INSERT ON api_tokens FOR EACH ROW WHEN (new.created_by_id <> new.profile_id) EXECUTE FUNCTION refuse_gift_of_non_admin();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_given_by_admin;
CREATE TRIGGER api_tokens_none_for_erased BEFORE INSERT ON api_tokens FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER api_tokens_wait_for_erasing BEFORE INSERT OR UPDATE OF name ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();
CREATE TRIGGER api_tokens_within_parent BEFORE INSERT ON api_tokens FOR EACH ROW WHEN (new.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_beyond_token();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_within_parent;

CREATE TABLE assignments (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  project_id bigint NOT NULL,
  role text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}'::text[],
  started_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  ended_at timestamp(3) with time zone,
  assigned_by_id bigint,
  CONSTRAINT assignments_pkey PRIMARY KEY (profile_id, id),
  CONSTRAINT assignments_check CHECK (ended_at >= started_at),
  CONSTRAINT assignments_assigned_by_id_fkey FOREIGN KEY (assigned_by_id) REFERENCES profiles(id),
  CONSTRAINT assignments_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id),
  CONSTRAINT assignments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
);
CREATE INDEX assignments_id_idx ON assignments USING btree (id);
CREATE UNIQUE INDEX assignments_one_active_key ON assignments USING btree (profile_id, project_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_project_id_idx ON assignments USING btree (project_id, profile_id);
CREATE TRIGGER assignments_audit_delete AFTER DELETE ON assignments REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_delete;
CREATE TRIGGER assignments_audit_insert AFTER INSERT ON assignments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_insert;
CREATE TRIGGER assignments_audit_truncate AFTER TRUNCATE ON assignments FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_truncate;
CREATE TRIGGER assignments_audit_update AFTER UPDATE ON assignments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_assignments();
ALTER TABLE assignments ENABLE ALWAYS TRIGGER assignments_audit_update;
CREATE TRIGGER assignments_clean_insert BEFORE INSERT ON assignments FOR EACH ROW WHEN (NOT (is_clean_line(new.role) AND are_clean_lines(new.tags))) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER assignments_clean_update BEFORE UPDATE OF role, tags ON assignments FOR EACH ROW WHEN (new.role <> old.role AND NOT is_clean_line(new.role) OR new.tags <> old.tags AND NOT are_clean_lines(new.tags)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER assignments_start BEFORE INSERT OR UPDATE OF started_at ON assignments FOR EACH ROW EXECUTE FUNCTION refuse_early_assignment_start();
CREATE TRIGGER assignments_wait_for_erasing BEFORE INSERT OR UPDATE OF role, tags ON assignments FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE audit_entries (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  origin_id bigint,
  database_role text NOT NULL DEFAULT 
CASE current_setting('role'::text)
    WHEN 'none'::text THEN (SESSION_USER)::text
    ELSE current_setting('role'::text)
END,
  action audit_action NOT NULL,
  subject_type audit_subject NOT NULL,
  subject_id bigint,
  project_id bigint,
  profile_id bigint,
  skill_id bigint,
  details jsonb NOT NULL DEFAULT '{}'::jsonb,
  transaction_id xid8 DEFAULT pg_current_xact_id(),
  CONSTRAINT audit_entries_pkey PRIMARY KEY (recorded_at, id)
);
CREATE INDEX audit_entries_origin_id_idx ON audit_entries USING btree (origin_id);
CREATE INDEX audit_entries_profile_id_idx ON audit_entries USING btree (profile_id, recorded_at, id) WHERE profile_id IS NOT NULL;
CREATE INDEX audit_entries_project_id_idx ON audit_entries USING btree (project_id, recorded_at, id) WHERE project_id IS NOT NULL;
CREATE INDEX audit_entries_validated_skill_idx ON audit_entries USING btree (skill_id, profile_id, id) WHERE subject_type = 'validated_skill'::audit_subject;
CREATE TRIGGER audit_entries_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only;

CREATE TABLE audit_origins (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  profile_id bigint,
  via text NOT NULL,
  api_token_id bigint,
  request_id text,
  address text,
  user_agent text,
  CONSTRAINT audit_origins_pkey PRIMARY KEY (id),
  CONSTRAINT audit_origins_address_check CHECK (char_length(address) <= 100),
  CONSTRAINT audit_origins_check CHECK ((via = ANY (ARRAY['session'::text, 'token'::text])) = (profile_id IS NOT NULL)),
  CONSTRAINT audit_origins_check1 CHECK ((via = 'token'::text) = (api_token_id IS NOT NULL)),
  CONSTRAINT audit_origins_request_id_check CHECK (char_length(request_id) <= 100),
  CONSTRAINT audit_origins_user_agent_check CHECK (char_length(user_agent) <= 200),
  CONSTRAINT audit_origins_via_check CHECK (via = ANY (ARRAY['session'::text, 'token'::text, 'nobody'::text, 'command'::text, 'server'::text])),
  CONSTRAINT audit_origins_api_token_id_fkey FOREIGN KEY (api_token_id) REFERENCES api_tokens(id),
  CONSTRAINT audit_origins_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);
CREATE INDEX audit_origins_profile_id_idx ON audit_origins USING btree (profile_id);
CREATE TRIGGER audit_origins_append_only BEFORE DELETE ON audit_origins FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_append_only;
CREATE TRIGGER audit_origins_not_truncated BEFORE TRUNCATE ON audit_origins FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_not_truncated;
CREATE TRIGGER audit_origins_only_blanked BEFORE UPDATE ON audit_origins FOR EACH ROW EXECUTE FUNCTION refuse_change_of_origin();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_only_blanked;

CREATE TABLE auth_accounts (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  password text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  updated_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  known_to_ids bigint[] NOT NULL DEFAULT '{}'::bigint[],
  CONSTRAINT auth_accounts_pkey PRIMARY KEY (id),
  CONSTRAINT auth_accounts_check CHECK (provider_id <> 'credential'::text OR account_id = profile_id::text AND password IS NOT NULL),
  CONSTRAINT auth_accounts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);
CREATE UNIQUE INDEX auth_accounts_account_key ON auth_accounts USING btree (provider_id, account_id);
CREATE INDEX auth_accounts_profile_id_idx ON auth_accounts USING btree (profile_id);
CREATE TRIGGER auth_accounts_access_begins AFTER INSERT ON auth_accounts FOR EACH ROW EXECUTE FUNCTION end_access_by_former_password();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_access_begins;
CREATE TRIGGER auth_accounts_access_ends AFTER UPDATE OF password, updated_at ON auth_accounts FOR EACH ROW WHEN (old.password IS DISTINCT FROM new.password AND old.updated_at IS DISTINCT FROM new.updated_at) EXECUTE FUNCTION end_access_by_former_password();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_access_ends;
CREATE TRIGGER auth_accounts_announced AFTER INSERT OR DELETE OR UPDATE ON auth_accounts FOR EACH ROW EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_announced;
CREATE TRIGGER auth_accounts_announced_truncate AFTER TRUNCATE ON auth_accounts FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_announced_truncate;
CREATE TRIGGER auth_accounts_audit_delete AFTER DELETE ON auth_accounts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_delete;
CREATE TRIGGER auth_accounts_audit_insert AFTER INSERT ON auth_accounts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_insert;
CREATE TRIGGER auth_accounts_audit_truncate AFTER TRUNCATE ON auth_accounts FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_truncate;
CREATE TRIGGER auth_accounts_audit_update AFTER UPDATE ON auth_accounts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_accounts();
ALTER TABLE auth_accounts ENABLE ALWAYS TRIGGER auth_accounts_audit_update;
CREATE TRIGGER auth_accounts_none_for_erased BEFORE INSERT ON auth_accounts FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();

CREATE TABLE auth_sessions (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  token text NOT NULL,
  profile_id bigint NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  updated_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  without_password boolean NOT NULL DEFAULT false,
  CONSTRAINT auth_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT auth_sessions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);
CREATE INDEX auth_sessions_profile_id_idx ON auth_sessions USING btree (profile_id);
CREATE UNIQUE INDEX auth_sessions_token_key ON auth_sessions USING btree (token);
CREATE TRIGGER auth_sessions_announced AFTER DELETE ON auth_sessions FOR EACH ROW EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced;
CREATE TRIGGER auth_sessions_announced_truncate AFTER TRUNCATE ON auth_sessions FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced_truncate;
CREATE TRIGGER auth_sessions_announced_update AFTER UPDATE ON auth_sessions FOR EACH ROW WHEN (new.expires_at < old.expires_at OR old.token IS DISTINCT FROM new.token OR old.profile_id IS DISTINCT FROM new.profile_id OR old.created_at IS DISTINCT FROM new.created_at OR old.without_password IS DISTINCT FROM new.without_password) EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_announced_update;
CREATE TRIGGER auth_sessions_audit_delete AFTER DELETE ON auth_sessions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_delete;
CREATE TRIGGER auth_sessions_audit_insert AFTER INSERT ON auth_sessions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_insert;
CREATE TRIGGER auth_sessions_audit_truncate AFTER TRUNCATE ON auth_sessions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_truncate;
CREATE TRIGGER auth_sessions_audit_update AFTER UPDATE ON auth_sessions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_auth_sessions();
ALTER TABLE auth_sessions ENABLE ALWAYS TRIGGER auth_sessions_audit_update;
CREATE TRIGGER auth_sessions_none_for_erased BEFORE INSERT ON auth_sessions FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();

CREATE TABLE decision_comments (
  profile_id bigint NOT NULL,
  suggestion_id bigint NOT NULL,
  author_id bigint NOT NULL,
  content text NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT decision_comments_pkey PRIMARY KEY (profile_id, suggestion_id),
  CONSTRAINT decision_comments_check CHECK (author_id <> profile_id),
  CONSTRAINT decision_comments_content_check CHECK (char_length(content) >= 1 AND char_length(content) <= 1000),
  CONSTRAINT decision_comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES profiles(id),
  CONSTRAINT decision_comments_profile_id_suggestion_id_fkey FOREIGN KEY (profile_id, suggestion_id) REFERENCES suggestions(profile_id, id)
);
CREATE INDEX decision_comments_author_id_idx ON decision_comments USING btree (author_id);
CREATE TRIGGER decision_comments_are_kept BEFORE DELETE ON decision_comments FOR EACH ROW EXECUTE FUNCTION refuse_change_of_comment();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_are_kept;
CREATE CONSTRAINT TRIGGER decision_comments_of_decider AFTER INSERT ON decision_comments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_comment_of_decider();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_of_decider;
CREATE TRIGGER decision_comments_stay BEFORE UPDATE ON decision_comments FOR EACH ROW WHEN (old.profile_id IS DISTINCT FROM new.profile_id OR old.suggestion_id IS DISTINCT FROM new.suggestion_id OR old.author_id IS DISTINCT FROM new.author_id OR old.created_at IS DISTINCT FROM new.created_at) EXECUTE FUNCTION refuse_change_of_comment();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_stay;
CREATE TRIGGER decision_comments_wait_for_erasing BEFORE INSERT OR UPDATE OF content ON decision_comments FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE employee_skills (
  profile_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  proficiency_level proficiency_level NOT NULL,
  last_validated_at timestamp(3) with time zone NOT NULL,
  last_validated_by_id bigint,
  imported_at timestamp(3) with time zone,
  imported_validator_id bigint,
  CONSTRAINT employee_skills_pkey PRIMARY KEY (profile_id, skill_id) INCLUDE (last_validated_at, proficiency_level),
  CONSTRAINT employee_skills_check CHECK (last_validated_by_id <> profile_id),
  CONSTRAINT employee_skills_import_names_validator CHECK (imported_validator_id IS NULL OR imported_at IS NOT NULL),
  CONSTRAINT employee_skills_imported_or_decided CHECK (imported_at IS NULL OR last_validated_by_id IS NULL),
  CONSTRAINT employee_skills_imported_validator_is_another CHECK (imported_validator_id <> profile_id),
  CONSTRAINT employee_skills_imported_validator_id_fkey FOREIGN KEY (imported_validator_id) REFERENCES profiles(id),
  CONSTRAINT employee_skills_last_validated_by_id_fkey FOREIGN KEY (last_validated_by_id) REFERENCES profiles(id),
  CONSTRAINT employee_skills_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id),
  CONSTRAINT employee_skills_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id)
);
CREATE INDEX employee_skills_imported_validator_id_idx ON employee_skills USING btree (imported_validator_id) WHERE imported_validator_id IS NOT NULL;
CREATE INDEX employee_skills_skill_idx ON employee_skills USING btree (skill_id, last_validated_at) INCLUDE (profile_id, proficiency_level);
CREATE TRIGGER employee_skills_audit_delete AFTER DELETE ON employee_skills REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_delete;
CREATE TRIGGER employee_skills_audit_insert AFTER INSERT ON employee_skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_insert;
CREATE TRIGGER employee_skills_audit_truncate AFTER TRUNCATE ON employee_skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_truncate;
CREATE TRIGGER employee_skills_audit_update AFTER UPDATE ON employee_skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_update;
CREATE TRIGGER employee_skills_not_in_future BEFORE INSERT OR UPDATE OF last_validated_at ON employee_skills FOR EACH ROW WHEN (new.last_validated_at > (now() + '00:00:00.001'::interval)) EXECUTE FUNCTION refuse_future_time();
CREATE TRIGGER employee_skills_not_merged AFTER INSERT ON employee_skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_not_merged;

CREATE TABLE erased_fingerprints (
  digest bytea NOT NULL,
  key_id bytea NOT NULL,
  identity uuid,
  CONSTRAINT erased_fingerprints_pkey PRIMARY KEY (digest),
  CONSTRAINT erased_fingerprints_digest_check CHECK (length(digest) = 32),
  CONSTRAINT erased_fingerprints_key_id_check CHECK (length(key_id) = 8)
);
CREATE INDEX erased_fingerprints_identity_idx ON erased_fingerprints USING btree (identity) WHERE identity IS NOT NULL;

CREATE TABLE former_identities (
  profile_id bigint NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT former_identities_pkey PRIMARY KEY (profile_id, digest),
  CONSTRAINT former_identities_digest_check CHECK (length(digest) = 32),
  CONSTRAINT former_identities_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);

CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  key_hash bytea NOT NULL,
  request_hash bytea,
  response bytea,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key_hash)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys USING btree (created_at);
CREATE TRIGGER idempotency_keys_wait_for_erasing BEFORE INSERT ON idempotency_keys FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE invitations (
  profile_id bigint NOT NULL,
  code_hash bytea NOT NULL,
  created_by_id bigint,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  expires_at timestamp(3) with time zone NOT NULL,
  created_with_token_id bigint,
  CONSTRAINT invitations_pkey PRIMARY KEY (profile_id),
  CONSTRAINT invitations_code_hash_check CHECK (length(code_hash) = 32),
  CONSTRAINT invitations_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles(id),
  CONSTRAINT invitations_created_with_token_id_fkey FOREIGN KEY (created_with_token_id) REFERENCES api_tokens(id),
  CONSTRAINT invitations_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);
CREATE UNIQUE INDEX invitations_code_hash_key ON invitations USING btree (code_hash);
CREATE TRIGGER invitations_audit_delete AFTER DELETE ON invitations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_delete;
CREATE TRIGGER invitations_audit_insert AFTER INSERT ON invitations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_insert;
CREATE TRIGGER invitations_audit_truncate AFTER TRUNCATE ON invitations FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_truncate;
CREATE TRIGGER invitations_audit_update AFTER UPDATE ON invitations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_invitations();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_audit_update;
CREATE TRIGGER invitations_given_by_admin BEFORE INSERT OR UPDATE ON invitations FOR EACH ROW WHEN (new.created_by_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_of_non_admin();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_given_by_admin;
CREATE TRIGGER invitations_none_for_erased BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER invitations_within_token BEFORE INSERT OR UPDATE ON invitations FOR EACH ROW WHEN (new.created_with_token_id IS NOT NULL) EXECUTE FUNCTION refuse_gift_beyond_token();
ALTER TABLE invitations ENABLE ALWAYS TRIGGER invitations_within_token;

CREATE TABLE ledger_checkpoint_parts (
  checkpoint_id bigint NOT NULL,
  ledger text NOT NULL,
  part bigint NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT ledger_checkpoint_parts_pkey PRIMARY KEY (ledger, part, checkpoint_id),
  CONSTRAINT ledger_checkpoint_parts_digest_check CHECK (length(digest) = 32)
);
CREATE TRIGGER ledger_checkpoint_parts_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_checkpoint_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_checkpoint_parts ENABLE ALWAYS TRIGGER ledger_checkpoint_parts_append_only;

CREATE TABLE ledger_checkpoints (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  taken_at timestamp(3) with time zone NOT NULL,
  daily_on date,
  snapshot pg_snapshot NOT NULL,
  recorded_until timestamp(3) with time zone NOT NULL,
  cluster_since timestamp(3) with time zone NOT NULL,
  roots jsonb NOT NULL,
  previous_root bytea,
  root bytea NOT NULL,
  CONSTRAINT ledger_checkpoints_pkey PRIMARY KEY (id),
  CONSTRAINT ledger_checkpoints_previous_root_check CHECK (length(previous_root) = 32),
  CONSTRAINT ledger_checkpoints_root_check CHECK (length(root) = 32),
  CONSTRAINT ledger_checkpoints_roots_check CHECK (jsonb_typeof(roots) = 'object'::text)
);
CREATE UNIQUE INDEX ledger_checkpoints_daily_on_key ON ledger_checkpoints USING btree (daily_on);
CREATE UNIQUE INDEX ledger_checkpoints_previous_root_key ON ledger_checkpoints USING btree (previous_root) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX ledger_checkpoints_root_key ON ledger_checkpoints USING btree (root);
CREATE TRIGGER ledger_checkpoints_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_checkpoints ENABLE ALWAYS TRIGGER ledger_checkpoints_append_only;

CREATE TABLE ledger_clusters (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  system_identifier bigint NOT NULL,
  since timestamp(3) with time zone NOT NULL,
  CONSTRAINT ledger_clusters_pkey PRIMARY KEY (id)
);
CREATE TRIGGER ledger_clusters_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_clusters FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_clusters ENABLE ALWAYS TRIGGER ledger_clusters_append_only;

CREATE TABLE mentorship_sessions (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  intern_id bigint NOT NULL,
  mentor_id bigint NOT NULL,
  session_focus session_focus NOT NULL,
  project_id bigint,
  status mentorship_status NOT NULL DEFAULT 'pending'::mentorship_status,
  scheduled_at timestamp(3) with time zone,
  completed_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT mentorship_sessions_pkey PRIMARY KEY (id),
  CONSTRAINT mentorship_sessions_check CHECK (intern_id <> mentor_id),
  CONSTRAINT mentorship_sessions_intern_id_fkey FOREIGN KEY (intern_id) REFERENCES profiles(id),
  CONSTRAINT mentorship_sessions_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES profiles(id),
  CONSTRAINT mentorship_sessions_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
);
CREATE INDEX mentorship_sessions_intern_id_idx ON mentorship_sessions USING btree (intern_id, created_at DESC, id DESC);
CREATE INDEX mentorship_sessions_mentor_id_idx ON mentorship_sessions USING btree (mentor_id, created_at DESC, id DESC);

CREATE TABLE profiles (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  email text NOT NULL,
  email_verified boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  title text,
  avatar_url text,
  is_admin boolean NOT NULL DEFAULT false,
  external_id text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  updated_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  deactivated_at timestamp(3) with time zone,
  erased_at timestamp(3) with time zone,
  shares_validated_skills boolean NOT NULL DEFAULT false,
  language text,
  CONSTRAINT profiles_pkey PRIMARY KEY (id),
  CONSTRAINT profiles_email_check CHECK (email = lower(email)),
  CONSTRAINT profiles_erased_addresses CHECK (erased_at IS NOT NULL OR lower(email) !~~ '%@erased.invalid'::text),
  CONSTRAINT profiles_erased_are_nobody CHECK (erased_at IS NULL OR name = 'Former member'::text AND email = (('former-member-'::text || id) || '@erased.invalid'::text) AND NOT email_verified AND title IS NULL AND avatar_url IS NULL AND external_id IS NULL AND NOT is_admin AND deactivated_at IS NOT NULL),
  CONSTRAINT profiles_erased_without_language CHECK (erased_at IS NULL OR language IS NULL),
  CONSTRAINT profiles_language_check CHECK (length(language) <= 35 AND language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text)
);
CREATE UNIQUE INDEX profiles_email_key ON profiles USING btree (lower(email));
CREATE UNIQUE INDEX profiles_external_id_key ON profiles USING btree (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX profiles_name_idx ON profiles USING btree (in_register(name), id);
CREATE TRIGGER profiles_access_ends AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW WHEN (old.deactivated_at IS NULL AND new.deactivated_at IS NOT NULL OR old.is_admin AND NOT new.is_admin) EXECUTE FUNCTION end_access_of_person();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_access_ends;
CREATE TRIGGER profiles_announced AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW WHEN (old.is_admin IS DISTINCT FROM new.is_admin OR old.deactivated_at IS DISTINCT FROM new.deactivated_at) EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_announced;
CREATE TRIGGER profiles_announced_truncate AFTER TRUNCATE ON profiles FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_credentials();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_announced_truncate;
CREATE TRIGGER profiles_audit_delete AFTER DELETE ON profiles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_delete;
CREATE TRIGGER profiles_audit_insert AFTER INSERT ON profiles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_insert;
CREATE TRIGGER profiles_audit_truncate AFTER TRUNCATE ON profiles FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_truncate;
CREATE TRIGGER profiles_audit_update AFTER UPDATE ON profiles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_profiles();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_audit_update;
CREATE TRIGGER profiles_clean_insert BEFORE INSERT ON profiles FOR EACH ROW WHEN (NOT (is_clean_line(new.name) AND is_clean_line(new.email) AND COALESCE(is_clean_line(new.title), true) AND COALESCE(is_clean_line(new.external_id), true))) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER profiles_clean_update BEFORE UPDATE OF name, email, title, external_id ON profiles FOR EACH ROW WHEN (new.name <> old.name AND NOT is_clean_line(new.name) OR new.email <> old.email AND NOT is_clean_line(new.email) OR new.title IS DISTINCT FROM old.title AND NOT is_clean_line(new.title) OR new.external_id IS DISTINCT FROM old.external_id AND NOT is_clean_line(new.external_id)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER profiles_erased_stay BEFORE UPDATE ON profiles FOR EACH ROW WHEN (old.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_erased();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_erased_stay;
CREATE TRIGGER profiles_keep_erased_out AFTER INSERT OR UPDATE OF email, external_id ON profiles FOR EACH ROW WHEN (new.erased_at IS NULL) EXECUTE FUNCTION keep_erased_people_out();
CREATE TRIGGER profiles_last_admin_stays AFTER UPDATE OF is_admin, deactivated_at ON profiles FOR EACH ROW WHEN (old.is_admin AND old.deactivated_at IS NULL AND NOT (new.is_admin AND new.deactivated_at IS NULL)) EXECUTE FUNCTION refuse_loss_of_last_admin();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_last_admin_stays;
CREATE TRIGGER profiles_remember_erased AFTER UPDATE OF erased_at ON profiles FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION remember_erased_person();
CREATE TRIGGER profiles_wait_for_erasing BEFORE INSERT OR UPDATE OF name, email, title, external_id ON profiles FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE progress_update_keys (
  project_id bigint NOT NULL,
  external_id text NOT NULL,
  user_id bigint NOT NULL,
  update_id bigint NOT NULL,
  CONSTRAINT progress_update_keys_pkey PRIMARY KEY (project_id, external_id)
);

CREATE TABLE progress_updates (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  project_id bigint NOT NULL,
  user_id bigint NOT NULL,
  content text NOT NULL,
  external_id text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  edited_at timestamp(3) with time zone,
  transaction_id xid8 DEFAULT pg_current_xact_id(),
  recorded_at timestamp(3) with time zone DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT progress_updates_pkey PRIMARY KEY (user_id, id),
  CONSTRAINT progress_updates_content_check CHECK (char_length(content) >= 1 AND char_length(content) <= 10000),
  CONSTRAINT progress_updates_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
  CONSTRAINT progress_updates_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id)
);
CREATE INDEX progress_updates_created_at_idx ON progress_updates USING btree (created_at DESC, id DESC);
CREATE INDEX progress_updates_id_idx ON progress_updates USING btree (id);
CREATE INDEX progress_updates_project_id_idx ON progress_updates USING btree (project_id, created_at DESC, id DESC);
CREATE INDEX progress_updates_user_id_idx ON progress_updates USING btree (user_id, created_at DESC, id DESC);
CREATE TRIGGER progress_updates_check_insert BEFORE INSERT ON progress_updates FOR EACH ROW EXECUTE FUNCTION check_new_update();
CREATE TRIGGER progress_updates_clean_update BEFORE UPDATE OF external_id ON progress_updates FOR EACH ROW WHEN (new.external_id IS DISTINCT FROM old.external_id AND NOT is_clean_line(new.external_id)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER progress_updates_not_in_future BEFORE UPDATE OF created_at ON progress_updates FOR EACH ROW WHEN (new.created_at > (now() + '00:00:00.001'::interval)) EXECUTE FUNCTION refuse_future_time();
CREATE TRIGGER progress_updates_wait_for_erasing BEFORE INSERT OR UPDATE OF content, external_id ON progress_updates FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE project_skills (
  project_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  CONSTRAINT project_skills_pkey PRIMARY KEY (project_id, skill_id),
  CONSTRAINT project_skills_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
  CONSTRAINT project_skills_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id)
);
CREATE INDEX project_skills_skill_id_idx ON project_skills USING btree (skill_id);
CREATE TRIGGER project_skills_audit_delete AFTER DELETE ON project_skills REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_delete;
CREATE TRIGGER project_skills_audit_insert AFTER INSERT ON project_skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_insert;
CREATE TRIGGER project_skills_audit_truncate AFTER TRUNCATE ON project_skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_truncate;
CREATE TRIGGER project_skills_audit_update AFTER UPDATE ON project_skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_project_skills();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_audit_update;
CREATE TRIGGER project_skills_not_merged AFTER INSERT ON project_skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE project_skills ENABLE ALWAYS TRIGGER project_skills_not_merged;

CREATE TABLE projects (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  description text NOT NULL DEFAULT ''::text,
  status project_status NOT NULL DEFAULT 'active'::project_status,
  tech_lead_id bigint NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}'::jsonb,
  external_id text,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  completed_at timestamp(3) with time zone,
  inactive_since timestamp(3) with time zone,
  CONSTRAINT projects_pkey PRIMARY KEY (id),
  CONSTRAINT projects_check CHECK (status <> 'completed'::project_status OR completed_at IS NOT NULL),
  CONSTRAINT projects_inactive_since_check CHECK ((status = 'active'::project_status) = (inactive_since IS NULL)),
  CONSTRAINT projects_metadata_check CHECK (jsonb_typeof(metadata) = 'object'::text),
  CONSTRAINT projects_tech_lead_id_fkey FOREIGN KEY (tech_lead_id) REFERENCES profiles(id)
);
CREATE UNIQUE INDEX projects_external_id_key ON projects USING btree (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX projects_name_idx ON projects USING btree (in_register(name), id);
CREATE INDEX projects_tech_lead_id_idx ON projects USING btree (tech_lead_id);
CREATE TRIGGER projects_audit_delete AFTER DELETE ON projects REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_delete;
CREATE TRIGGER projects_audit_insert AFTER INSERT ON projects REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_insert;
CREATE TRIGGER projects_audit_truncate AFTER TRUNCATE ON projects FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_truncate;
CREATE TRIGGER projects_audit_update AFTER UPDATE ON projects REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_projects();
ALTER TABLE projects ENABLE ALWAYS TRIGGER projects_audit_update;
CREATE TRIGGER projects_clean_insert BEFORE INSERT ON projects FOR EACH ROW WHEN (NOT (is_clean_line(new.name) AND COALESCE(is_clean_line(new.external_id), true))) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER projects_clean_update BEFORE UPDATE OF name, external_id ON projects FOR EACH ROW WHEN (new.name <> old.name AND NOT is_clean_line(new.name) OR new.external_id IS DISTINCT FROM old.external_id AND NOT is_clean_line(new.external_id)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER projects_keep_inactive_since BEFORE INSERT OR UPDATE OF status, inactive_since ON projects FOR EACH ROW EXECUTE FUNCTION keep_inactive_since();
CREATE TRIGGER projects_wait_for_erasing BEFORE INSERT OR UPDATE OF name, description, metadata, external_id ON projects FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE saved_views (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  name text NOT NULL,
  path text NOT NULL,
  search jsonb NOT NULL DEFAULT '{}'::jsonb,
  project_id bigint,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT saved_views_pkey PRIMARY KEY (id),
  CONSTRAINT saved_views_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
  CONSTRAINT saved_views_path_check CHECK (length(path) <= 200 AND path ~ '^/([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?$'::text),
  CONSTRAINT saved_views_search_check CHECK (jsonb_typeof(search) = 'object'::text AND octet_length(search::text) <= 8192),
  CONSTRAINT saved_views_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id),
  CONSTRAINT saved_views_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
);
CREATE UNIQUE INDEX saved_views_profile_id_name_key ON saved_views USING btree (profile_id, name);
CREATE INDEX saved_views_project_id_idx ON saved_views USING btree (project_id) WHERE project_id IS NOT NULL;
CREATE TRIGGER saved_views_clean BEFORE INSERT OR UPDATE OF name ON saved_views FOR EACH ROW WHEN (NOT is_clean_line(new.name)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER saved_views_limited BEFORE INSERT ON saved_views FOR EACH ROW EXECUTE FUNCTION limit_saved_views();
CREATE TRIGGER saved_views_none_for_erased BEFORE INSERT ON saved_views FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER saved_views_shared BEFORE INSERT OR UPDATE OF project_id, profile_id ON saved_views FOR EACH ROW WHEN (new.project_id IS NOT NULL) EXECUTE FUNCTION refuse_sharing_elsewhere();
CREATE TRIGGER saved_views_wait_for_erasing BEFORE INSERT OR UPDATE OF name, path, search ON saved_views FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE schema_migrations (
  id integer NOT NULL DEFAULT nextval('schema_migrations_id_seq'::regclass),
  name character varying(255) NOT NULL,
  run_on timestamp without time zone NOT NULL,
  checksum text,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (id),
  CONSTRAINT schema_migrations_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'::text)
);

CREATE TABLE schema_repeatables (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  path text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, clock_timestamp()),
  CONSTRAINT schema_repeatables_pkey PRIMARY KEY (id),
  CONSTRAINT schema_repeatables_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'::text)
);
CREATE INDEX schema_repeatables_path_idx ON schema_repeatables USING btree (path, applied_at DESC, id DESC);

CREATE TABLE seen_decisions (
  profile_id bigint NOT NULL,
  seen_until timestamp(3) with time zone NOT NULL,
  CONSTRAINT seen_decisions_pkey PRIMARY KEY (profile_id),
  CONSTRAINT seen_decisions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id)
);

CREATE TABLE sign_in_failures (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  address text NOT NULL,
  account_hash bytea NOT NULL,
  attempted_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT sign_in_failures_pkey PRIMARY KEY (id)
);
CREATE INDEX sign_in_failures_address_idx ON sign_in_failures USING btree (address, attempted_at);
CREATE INDEX sign_in_failures_attempted_at_idx ON sign_in_failures USING btree (attempted_at);

CREATE TABLE skill_former_names (
  name text NOT NULL,
  skill_id bigint NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  CONSTRAINT skill_former_names_pkey PRIMARY KEY (name),
  CONSTRAINT skill_former_names_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id) ON DELETE CASCADE
);
CREATE INDEX skill_former_names_skill_id_idx ON skill_former_names USING btree (skill_id);
CREATE TRIGGER skill_former_names_are_not_current BEFORE INSERT OR UPDATE OF name ON skill_former_names FOR EACH ROW EXECUTE FUNCTION refuse_current_names_as_aliases();
CREATE TRIGGER skill_former_names_audit_delete AFTER DELETE ON skill_former_names REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_delete;
CREATE TRIGGER skill_former_names_audit_insert AFTER INSERT ON skill_former_names REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_insert;
CREATE TRIGGER skill_former_names_audit_truncate AFTER TRUNCATE ON skill_former_names FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_truncate;
CREATE TRIGGER skill_former_names_audit_update AFTER UPDATE ON skill_former_names REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skill_former_names();
ALTER TABLE skill_former_names ENABLE ALWAYS TRIGGER skill_former_names_audit_update;
CREATE TRIGGER skill_former_names_clean BEFORE INSERT OR UPDATE OF name ON skill_former_names FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND NOT is_clean_line(new.name)) EXECUTE FUNCTION refuse_unclean_text();

CREATE TABLE skill_proposals (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  name text NOT NULL,
  reason text,
  status skill_proposal_status NOT NULL DEFAULT 'waiting'::skill_proposal_status,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  answered_at timestamp(3) with time zone,
  answered_by_id bigint,
  skill_id bigint,
  comment text,
  CONSTRAINT skill_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT skill_proposals_answer_check CHECK ((status = 'waiting'::skill_proposal_status) = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL) AND (status = 'accepted'::skill_proposal_status) = (skill_id IS NOT NULL) AND (status = 'declined'::skill_proposal_status) = (comment IS NOT NULL)),
  CONSTRAINT skill_proposals_comment_check CHECK (length(comment) >= 1 AND length(comment) <= 1000),
  CONSTRAINT skill_proposals_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
  CONSTRAINT skill_proposals_reason_check CHECK (length(reason) >= 1 AND length(reason) <= 1000),
  CONSTRAINT skill_proposals_answered_by_id_fkey FOREIGN KEY (answered_by_id) REFERENCES profiles(id),
  CONSTRAINT skill_proposals_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id),
  CONSTRAINT skill_proposals_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id)
);
CREATE INDEX skill_proposals_created_at_idx ON skill_proposals USING btree (created_at DESC, id DESC);
CREATE INDEX skill_proposals_profile_id_idx ON skill_proposals USING btree (profile_id, created_at DESC, id DESC);
CREATE INDEX skill_proposals_skill_id_idx ON skill_proposals USING btree (skill_id) WHERE skill_id IS NOT NULL;
CREATE INDEX skill_proposals_status_idx ON skill_proposals USING btree (status, created_at DESC, id DESC);
CREATE UNIQUE INDEX skill_proposals_waiting_key ON skill_proposals USING btree (name, profile_id) WHERE status = 'waiting'::skill_proposal_status;
CREATE TRIGGER skill_proposals_checked BEFORE INSERT ON skill_proposals FOR EACH ROW EXECUTE FUNCTION check_new_proposal();
CREATE TRIGGER skill_proposals_clean BEFORE INSERT OR UPDATE OF name ON skill_proposals FOR EACH ROW WHEN (NOT is_clean_line(new.name)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER skill_proposals_none_for_erased BEFORE INSERT ON skill_proposals FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER skill_proposals_stay BEFORE UPDATE ON skill_proposals FOR EACH ROW WHEN (old.profile_id IS DISTINCT FROM new.profile_id OR old.created_at IS DISTINCT FROM new.created_at OR old.status <> 'waiting'::skill_proposal_status AND (old.status IS DISTINCT FROM new.status OR old.answered_at IS DISTINCT FROM new.answered_at OR old.answered_by_id IS DISTINCT FROM new.answered_by_id)) EXECUTE FUNCTION refuse_change_of_proposal();
ALTER TABLE skill_proposals ENABLE ALWAYS TRIGGER skill_proposals_stay;
CREATE TRIGGER skill_proposals_wait_for_erasing BEFORE INSERT OR UPDATE OF name, reason, comment ON skill_proposals FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE skills (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  skill_name text NOT NULL,
  category text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  updated_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  description text,
  merged_into_id bigint,
  CONSTRAINT skills_pkey PRIMARY KEY (id),
  CONSTRAINT skills_description_check CHECK (length(description) >= 1 AND length(description) <= 300),
  CONSTRAINT skills_merged_are_inactive CHECK (merged_into_id IS NULL OR NOT is_active),
  CONSTRAINT skills_merged_into_another CHECK (merged_into_id <> id),
  CONSTRAINT skills_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES skills(id)
);
CREATE INDEX skills_merged_into_id_idx ON skills USING btree (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX skills_name_idx ON skills USING btree (in_register(skill_name), id);
CREATE UNIQUE INDEX skills_skill_name_key ON skills USING btree (skill_name);
CREATE TRIGGER skills_audit_delete AFTER DELETE ON skills REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_delete;
CREATE TRIGGER skills_audit_insert AFTER INSERT ON skills REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_insert;
CREATE TRIGGER skills_audit_truncate AFTER TRUNCATE ON skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_truncate;
CREATE TRIGGER skills_audit_update AFTER UPDATE ON skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_update;
CREATE TRIGGER skills_clean_insert BEFORE INSERT ON skills FOR EACH ROW WHEN (NOT (is_clean_line(new.skill_name) AND is_clean_line(new.category) AND COALESCE(is_clean_line(new.description), true))) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER skills_clean_update BEFORE UPDATE OF skill_name, category, description ON skills FOR EACH ROW WHEN (new.skill_name <> old.skill_name AND NOT is_clean_line(new.skill_name) OR new.category <> old.category AND NOT is_clean_line(new.category) OR new.description IS DISTINCT FROM old.description AND NOT is_clean_line(new.description)) EXECUTE FUNCTION refuse_unclean_text();
CREATE TRIGGER skills_keep_former_names_insert AFTER INSERT ON skills FOR EACH ROW EXECUTE FUNCTION keep_former_names_of_skills();
CREATE TRIGGER skills_keep_former_names_update AFTER UPDATE OF skill_name ON skills FOR EACH ROW WHEN (old.skill_name <> new.skill_name) EXECUTE FUNCTION keep_former_names_of_skills();
CREATE TRIGGER skills_merged_in_one_step_insert AFTER INSERT ON skills FOR EACH ROW WHEN (new.merged_into_id IS NOT NULL) EXECUTE FUNCTION check_merging();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_merged_in_one_step_insert;
CREATE TRIGGER skills_merged_in_one_step_update AFTER UPDATE OF merged_into_id ON skills FOR EACH ROW WHEN (new.merged_into_id IS NOT NULL AND new.merged_into_id IS DISTINCT FROM old.merged_into_id) EXECUTE FUNCTION check_merging();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_merged_in_one_step_update;
CREATE TRIGGER skills_wait_for_erasing BEFORE INSERT OR UPDATE OF description ON skills FOR EACH STATEMENT EXECUTE FUNCTION texts_wait_for_erasing();

CREATE TABLE suggestions (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  suggested_proficiency proficiency_level NOT NULL,
  status suggestion_status NOT NULL DEFAULT 'PENDING'::suggestion_status,
  source suggestion_source NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  resolved_at timestamp(3) with time zone,
  resolved_by_id bigint,
  resolved_proficiency proficiency_level,
  CONSTRAINT suggestions_pkey PRIMARY KEY (profile_id, id),
  CONSTRAINT suggestions_check CHECK ((status = 'PENDING'::suggestion_status) = (resolved_at IS NULL)),
  CONSTRAINT suggestions_check1 CHECK (resolved_by_id <> profile_id),
  CONSTRAINT suggestions_decided_by_somebody CHECK ((status = 'PENDING'::suggestion_status) = (resolved_by_id IS NULL)),
  CONSTRAINT suggestions_granted_with_level CHECK ((status <> ALL (ARRAY['APPROVED'::suggestion_status, 'ADJUSTED'::suggestion_status])) OR resolved_proficiency IS NOT NULL),
  CONSTRAINT suggestions_pending_without_level CHECK (status <> 'PENDING'::suggestion_status OR resolved_proficiency IS NULL),
  CONSTRAINT suggestions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles(id),
  CONSTRAINT suggestions_resolved_by_id_fkey FOREIGN KEY (resolved_by_id) REFERENCES profiles(id),
  CONSTRAINT suggestions_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id)
);
CREATE INDEX suggestions_id_idx ON suggestions USING btree (id);
CREATE UNIQUE INDEX suggestions_one_pending_key ON suggestions USING btree (profile_id, skill_id) WHERE status = 'PENDING'::suggestion_status;
CREATE INDEX suggestions_resolved_by_id_idx ON suggestions USING btree (resolved_by_id, resolved_at DESC, id DESC) WHERE resolved_by_id IS NOT NULL;
CREATE TRIGGER suggestions_audit_delete AFTER DELETE ON suggestions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_suggestions();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_delete;
CREATE TRIGGER suggestions_audit_insert AFTER INSERT ON suggestions FOR EACH ROW WHEN (new.status <> 'PENDING'::suggestion_status) EXECUTE FUNCTION audit_decided_suggestion();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_insert;
CREATE TRIGGER suggestions_audit_truncate AFTER TRUNCATE ON suggestions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_truncate;
CREATE TRIGGER suggestions_audit_update AFTER UPDATE ON suggestions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_suggestions();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_update;
CREATE TRIGGER suggestions_decided_stay BEFORE UPDATE ON suggestions FOR EACH ROW WHEN (old.status <> 'PENDING'::suggestion_status) EXECUTE FUNCTION refuse_change_of_decision();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_decided_stay;
CREATE TRIGGER suggestions_not_about_oneself BEFORE UPDATE OF status ON suggestions FOR EACH ROW WHEN (old.status = 'PENDING'::suggestion_status AND new.status <> 'PENDING'::suggestion_status) EXECUTE FUNCTION refuse_decision_about_oneself();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_not_about_oneself;
CREATE TRIGGER suggestions_not_merged AFTER INSERT ON suggestions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_use_of_merged_skill();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_not_merged;
CREATE CONSTRAINT TRIGGER suggestions_withdrawn_with_comment AFTER INSERT OR UPDATE OF status ON suggestions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.status = 'REJECTED'::suggestion_status AND new.source = 'SYSTEM_FLAG'::suggestion_source AND new.resolved_proficiency IS NOT NULL) EXECUTE FUNCTION require_comment_on_withdrawal();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_withdrawn_with_comment;

CREATE TABLE user_skill_signals (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  user_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  source_type signal_source_type NOT NULL,
  source_id bigint NOT NULL,
  signal_type signal_type NOT NULL,
  weight integer NOT NULL,
  created_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT date_trunc('milliseconds'::text, now()),
  transaction_id xid8 DEFAULT pg_current_xact_id(),
  project_id bigint NOT NULL,
  CONSTRAINT user_skill_signals_pkey PRIMARY KEY (user_id, skill_id, source_type, source_id, signal_type),
  CONSTRAINT user_skill_signals_check CHECK ((source_type = 'update'::signal_source_type) = (signal_type = 'update'::signal_type)),
  CONSTRAINT user_skill_signals_check1 CHECK (created_at <= recorded_at),
  CONSTRAINT user_skill_signals_source_type_check CHECK (source_type <> 'mentorship'::signal_source_type),
  CONSTRAINT user_skill_signals_weight_check CHECK (weight > 0),
  CONSTRAINT user_skill_signals_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id),
  CONSTRAINT user_skill_signals_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles(id)
);
CREATE INDEX user_skill_signals_created_at_idx ON user_skill_signals USING btree (created_at DESC, id DESC);
CREATE INDEX user_skill_signals_person_idx ON user_skill_signals USING btree (user_id, created_at DESC, id DESC) INCLUDE (skill_id, source_type, source_id, signal_type, weight, recorded_at, project_id);
CREATE INDEX user_skill_signals_project_idx ON user_skill_signals USING btree (project_id, created_at DESC, id DESC) INCLUDE (user_id, skill_id, source_type, weight, recorded_at);
CREATE INDEX user_skill_signals_skill_idx ON user_skill_signals USING btree (skill_id, created_at) INCLUDE (user_id, source_type, weight, recorded_at);
CREATE TRIGGER user_skill_signals_append_only BEFORE DELETE OR UPDATE ON user_skill_signals FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only;
CREATE TRIGGER user_skill_signals_not_truncated BEFORE TRUNCATE ON user_skill_signals FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_not_truncated;

CREATE TABLE withdrawn_levels (
  profile_id bigint NOT NULL,
  suggestion_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  proficiency_level proficiency_level NOT NULL,
  last_validated_at timestamp(3) with time zone NOT NULL,
  last_validated_by_id bigint,
  imported_at timestamp(3) with time zone,
  imported_validator_id bigint,
  restored_at timestamp(3) with time zone,
  restored_by_id bigint,
  CONSTRAINT withdrawn_levels_pkey PRIMARY KEY (profile_id, suggestion_id),
  CONSTRAINT withdrawn_levels_check CHECK ((restored_at IS NULL) = (restored_by_id IS NULL)),
  CONSTRAINT withdrawn_levels_restored_by_another CHECK (restored_by_id <> profile_id),
  CONSTRAINT withdrawn_levels_imported_validator_id_fkey FOREIGN KEY (imported_validator_id) REFERENCES profiles(id),
  CONSTRAINT withdrawn_levels_last_validated_by_id_fkey FOREIGN KEY (last_validated_by_id) REFERENCES profiles(id),
  CONSTRAINT withdrawn_levels_profile_id_suggestion_id_fkey FOREIGN KEY (profile_id, suggestion_id) REFERENCES suggestions(profile_id, id),
  CONSTRAINT withdrawn_levels_restored_by_id_fkey FOREIGN KEY (restored_by_id) REFERENCES profiles(id),
  CONSTRAINT withdrawn_levels_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills(id)
);
CREATE TRIGGER withdrawn_levels_are_kept BEFORE DELETE ON withdrawn_levels FOR EACH ROW EXECUTE FUNCTION refuse_change_of_withdrawal();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_are_kept;
CREATE CONSTRAINT TRIGGER withdrawn_levels_are_true AFTER INSERT OR UPDATE ON withdrawn_levels DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_decision_or_validation();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_are_true;
CREATE TRIGGER withdrawn_levels_restoring BEFORE UPDATE OF restored_at, restored_by_id ON withdrawn_levels FOR EACH ROW EXECUTE FUNCTION check_restoring();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_restoring;
CREATE TRIGGER withdrawn_levels_stay BEFORE UPDATE ON withdrawn_levels FOR EACH ROW WHEN (old.profile_id IS DISTINCT FROM new.profile_id OR old.suggestion_id IS DISTINCT FROM new.suggestion_id OR old.skill_id IS DISTINCT FROM new.skill_id OR old.proficiency_level IS DISTINCT FROM new.proficiency_level OR old.last_validated_at IS DISTINCT FROM new.last_validated_at OR old.last_validated_by_id IS DISTINCT FROM new.last_validated_by_id OR old.imported_at IS DISTINCT FROM new.imported_at OR old.imported_validator_id IS DISTINCT FROM new.imported_validator_id) EXECUTE FUNCTION refuse_change_of_withdrawal();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_stay;

-- Views

CREATE VIEW active_assignments AS
 SELECT a.id,
    a.profile_id,
    a.project_id,
    a.role,
    a.tags,
    a.started_at,
    a.assigned_by_id,
    p.name AS project_name,
    p.tech_lead_id
   FROM assignments a
     JOIN projects p ON p.id = a.project_id
  WHERE a.ended_at IS NULL AND p.status = 'active'::project_status;

CREATE VIEW assignment_history AS
 SELECT id,
    recorded_at,
    profile_id,
    subject_id AS assignment_id,
    action = 'assignment.started'::audit_action AS is_start,
    ((details -> 'after'::text) ->> 'endedAt'::text) IS NOT NULL AS is_end
   FROM audit_entries
  WHERE action = ANY (ARRAY['assignment.started'::audit_action, 'assignment.ended'::audit_action]);

CREATE VIEW assignment_periods AS
 SELECT a.profile_id,
    a.project_id,
    p.name AS project_name,
    a.role,
    a.tags,
    a.started_at,
    LEAST(a.ended_at, p.inactive_since) AS until
   FROM assignments a
     JOIN projects p ON p.id = a.project_id;

CREATE VIEW core_stack AS
 SELECT t.profile_id,
    t.project_id,
    k.id AS skill_id
   FROM ( SELECT a.profile_id,
            a.project_id,
            unnest(a.tags) AS tag
           FROM active_assignments a) t
     JOIN skills k ON k.skill_name = t.tag;

CREATE VIEW core_stack_periods AS
 SELECT t.profile_id,
    t.project_id,
    k.id AS skill_id,
    t.started_at,
    t.until
   FROM ( SELECT a.profile_id,
            a.project_id,
            a.started_at,
            a.until,
            unnest(a.tags) AS tag
           FROM assignment_periods a) t
     JOIN skills k ON k.skill_name = t.tag;

CREATE VIEW core_stack_validations AS
 SELECT c.profile_id,
    c.project_id,
    c.skill_id,
    k.skill_name,
    v.proficiency_level,
    v.last_validated_at
   FROM core_stack c
     JOIN employee_skills v ON v.profile_id = c.profile_id AND v.skill_id = c.skill_id
     JOIN skills k ON k.id = c.skill_id
  WHERE k.is_active;

CREATE VIEW project_leads AS
 SELECT p.id AS project_id,
    p.tech_lead_id AS profile_id
   FROM projects p
     JOIN profiles l ON l.id = p.tech_lead_id
  WHERE p.status = 'active'::project_status AND l.deactivated_at IS NULL;

CREATE VIEW restorable_levels AS
 SELECT w.profile_id,
    w.suggestion_id
   FROM withdrawn_levels w
     JOIN suggestions g ON g.profile_id = w.profile_id AND g.id = w.suggestion_id
  WHERE w.restored_at IS NULL AND NOT (EXISTS ( SELECT
           FROM skills k
          WHERE k.id = w.skill_id AND k.merged_into_id IS NOT NULL)) AND NOT (EXISTS ( SELECT
           FROM employee_skills e
          WHERE e.profile_id = w.profile_id AND e.skill_id = w.skill_id)) AND NOT (EXISTS ( SELECT
           FROM suggestions o
          WHERE o.profile_id = w.profile_id AND o.skill_id = w.skill_id AND o.id <> w.suggestion_id AND o.resolved_at >= g.resolved_at AND o.resolved_proficiency IS NOT NULL));

CREATE VIEW shared_skills AS
 SELECT e.profile_id,
    e.skill_id,
    e.proficiency_level,
    e.last_validated_at
   FROM employee_skills e
     JOIN profiles p ON p.id = e.profile_id
  WHERE p.shares_validated_skills AND p.deactivated_at IS NULL;

CREATE VIEW signal_ledger AS
 SELECT id,
    user_id,
    skill_id,
    source_type,
    source_id,
    signal_type,
    weight,
    created_at,
    recorded_at,
    project_id
   FROM user_skill_signals;

CREATE VIEW skill_names AS
 SELECT s.skill_name AS name,
    COALESCE(s.merged_into_id, s.id) AS skill_id,
    s.merged_into_id IS NOT NULL AS is_merged
   FROM skills s
UNION ALL
 SELECT f.name,
    COALESCE(s.merged_into_id, s.id) AS skill_id,
    s.merged_into_id IS NOT NULL AS is_merged
   FROM skill_former_names f
     JOIN skills s ON s.id = f.skill_id;

CREATE VIEW suggestion_routes AS
 WITH reviewed AS NOT MATERIALIZED (
         SELECT a_1.profile_id,
            a_1.project_id,
            a_1.project_name,
            a_1.role,
            a_1.tags,
            a_1.tech_lead_id
           FROM active_assignments a_1
             JOIN profiles l ON l.id = a_1.tech_lead_id
          WHERE a_1.tech_lead_id <> a_1.profile_id AND l.deactivated_at IS NULL
        )
 SELECT g.id AS suggestion_id,
    g.profile_id,
    g.skill_id,
    g.source,
    g.suggested_proficiency,
    g.created_at,
    a.project_id,
    a.project_name,
    a.role,
    a.tech_lead_id
   FROM reviewed a
     JOIN suggestions g ON g.profile_id = a.profile_id AND g.status = 'PENDING'::suggestion_status
     JOIN skills k ON k.id = g.skill_id
  WHERE (k.skill_name = ANY (a.tags)) OR NOT (EXISTS ( SELECT
           FROM reviewed o
          WHERE o.profile_id = g.profile_id AND (k.skill_name = ANY (o.tags))));

CREATE VIEW validated_skill_history AS
 SELECT id,
    recorded_at,
    profile_id,
    skill_id,
    details -> 'before'::text AS before,
    details -> 'after'::text AS after,
    person_of_origin(origin_id) AS caused_by_id,
    COALESCE(details ->> 'mergedIntoId'::text, details ->> 'mergedFromId'::text)::bigint AS merged_with_id
   FROM audit_entries
  WHERE subject_type = 'validated_skill'::audit_subject;

CREATE VIEW work_readers AS
 SELECT projects.tech_lead_id AS profile_id,
    projects.id AS project_id
   FROM projects
UNION
 SELECT active_assignments.profile_id,
    active_assignments.project_id
   FROM active_assignments;

-- Functions

CREATE OR REPLACE FUNCTION public.announce_ended_credentials()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('skilltrace_credentials', '');
  RAISE NOTICE 'credentials ended' USING ERRCODE = '01SK0';
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.are_clean_lines(lines text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT NOT EXISTS (SELECT FROM unnest(lines) AS line WHERE public.is_clean_line(line) IS NOT TRUE) $function$;

CREATE OR REPLACE FUNCTION public.audit_api_tokens()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'api_token.created', 'api_token', n.id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'api_token.deleted', 'api_token', o.id, o.profile_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'api_token', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id AND n.profile_id = o.profile_id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'api_token.created'::audit_action, jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))),
       (n.id IS NULL, 'api_token.deleted', '{}'),
       (o.id = n.id AND o.revoked_at IS NULL AND n.revoked_at IS NOT NULL, 'api_token.revoked', '{}'),
       (o.id = n.id AND ((o.token_hash, o.expires_at, o.name, o.created_by_id, o.parent_id, o.behind_ids)
                         IS DISTINCT FROM (n.token_hash, n.expires_at, n.name, n.created_by_id, n.parent_id, n.behind_ids)
                         OR (o.revoked_at IS NOT NULL AND o.revoked_at IS DISTINCT FROM n.revoked_at)),
        'api_token.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.token_hash <> n.token_hash THEN 'tokenHash' END,
          CASE WHEN o.expires_at IS DISTINCT FROM n.expires_at THEN 'expiresAt' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.created_by_id IS DISTINCT FROM n.created_by_id THEN 'createdById' END,
          CASE WHEN o.parent_id IS DISTINCT FROM n.parent_id THEN 'parentId' END,
          CASE WHEN o.behind_ids <> n.behind_ids THEN 'behindIds' END,
          CASE WHEN o.revoked_at IS DISTINCT FROM n.revoked_at THEN 'revokedAt' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_api_tokens() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_assignments()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
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
$function$;
ALTER FUNCTION audit_assignments() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_auth_accounts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', n.id, n.profile_id
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'sign_in.removed', 'sign_in', o.id, o.profile_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()),
           CASE WHEN n.id IS NULL THEN 'sign_in.removed' WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id)
      FROM old_rows o FULL JOIN new_rows n
        ON n.id = o.id AND n.profile_id = o.profile_id AND n.provider_id = o.provider_id AND n.account_id = o.account_id
     WHERE o.id IS NULL OR n.id IS NULL OR o.password IS DISTINCT FROM n.password;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_auth_accounts() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_auth_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  actor bigint := (mark ->> 'profileId')::bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.session_added', 'sign_in', n.id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n WHERE mark IS NULL OR n.profile_id <> actor;
  ELSIF TG_OP = 'DELETE' THEN
    -- Any request that finds expired sessions deletes them.
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.sessions_ended', 'sign_in', o.profile_id,
           jsonb_build_object('before', jsonb_build_object('sessions', count(*)))
      FROM old_rows o
     WHERE o.profile_id <> actor OR mark IS NULL AND o.expires_at > now() AND o.created_at > now() - interval '30 days'
     GROUP BY o.profile_id;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'sign_in.session_changed', 'sign_in', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (SELECT jsonb_build_object('fields', array_remove(ARRAY[
       CASE WHEN n.id IS NULL OR o.id IS NULL THEN 'id' END,
       CASE WHEN o.profile_id <> n.profile_id THEN 'profileId' END,
       CASE WHEN o.token <> n.token THEN 'token' END,
       CASE WHEN o.created_at <> n.created_at THEN 'createdAt' END,
       CASE WHEN o.without_password <> n.without_password THEN 'withoutPassword' END,
       -- The server extends a session that is still valid. Only a change without the server makes an expired one valid again.
       CASE WHEN o.expires_at <= now() AND n.expires_at > now() THEN 'expiresAt' END], NULL)) AS details) c
     WHERE c.details <> '{"fields": []}' AND (mark IS NULL OR o.profile_id IS DISTINCT FROM actor OR n.profile_id IS DISTINCT FROM actor);
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_auth_sessions() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_decided_suggestion()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
  VALUES (audit_origin(),
          CASE NEW.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
          'suggestion', NEW.id, NEW.profile_id, NEW.skill_id,
          jsonb_build_object('before', jsonb_build_object('level', NEW.suggested_proficiency),
                             'after', jsonb_build_object('level', NEW.resolved_proficiency, 'resolvedById', NEW.resolved_by_id), 'source', NEW.source));
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_decided_suggestion() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_employee_skills()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
DECLARE
  skill_ids bigint[];
  -- The skills of old rows that were merged, and the skills that they were merged into.
  merged_ids bigint[];
  into_ids bigint[];
BEGIN
  IF TG_OP <> 'INSERT' THEN
    -- Citus does not join a transition table with a table that is copied to its workers.
    skill_ids := ARRAY(SELECT DISTINCT o.skill_id FROM old_rows o);
    SELECT array_agg(s.id), array_agg(s.merged_into_id) INTO merged_ids, into_ids
      FROM skills s WHERE s.id = ANY (skill_ids) AND s.merged_into_id IS NOT NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'validated_skill.added', 'validated_skill', n.profile_id, n.skill_id,
           jsonb_build_object('after', jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id)
             || CASE WHEN n.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', n.imported_validator_id) END)
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), CASE WHEN k.id IS NULL THEN 'validated_skill.withdrawn' ELSE 'validated_skill.merged' END::audit_action,
           'validated_skill', o.profile_id, o.skill_id, CASE WHEN k.id IS NULL THEN '{}' ELSE jsonb_build_object('mergedIntoId', k.into_id) END ||
           jsonb_build_object('before', jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id)
             || CASE WHEN o.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', o.imported_validator_id) END)
      FROM old_rows o LEFT JOIN unnest(merged_ids, into_ids) AS k(id, into_id) ON k.id = o.skill_id;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE WHEN m.skill_id IS NOT NULL THEN 'validated_skill.moved' WHEN k.id IS NOT NULL THEN 'validated_skill.merged'
                WHEN o.profile_id IS NULL THEN 'validated_skill.added' WHEN n.profile_id IS NULL THEN 'validated_skill.withdrawn'
                ELSE 'validated_skill.changed' END::audit_action,
           'validated_skill', coalesce(n.profile_id, o.profile_id), coalesce(n.skill_id, o.skill_id),
           CASE WHEN m.skill_id IS NOT NULL THEN jsonb_build_object('mergedFromId', m.skill_id)
                WHEN k.id IS NOT NULL THEN jsonb_build_object('mergedIntoId', k.into_id) ELSE '{}' END
           || CASE WHEN o.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('before',
             jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id)
             || CASE WHEN o.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', o.imported_validator_id) END) END
           || CASE WHEN n.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('after',
             jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id)
             || CASE WHEN n.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', n.imported_validator_id) END) END
      FROM old_rows o FULL JOIN new_rows n ON n.profile_id = o.profile_id AND n.skill_id = o.skill_id
      -- A merge of skills changes the skill of a level: the old row is about the merged skill, the new one about the other skill.
      LEFT JOIN unnest(merged_ids, into_ids) AS k(id, into_id) ON k.id = o.skill_id AND n.profile_id IS NULL
      LEFT JOIN (SELECT b.profile_id, b.skill_id, c.into_id FROM old_rows b JOIN unnest(merged_ids, into_ids) AS c(id, into_id) ON c.id = b.skill_id) m
        ON m.profile_id = n.profile_id AND m.into_id = n.skill_id AND o.profile_id IS NULL
     WHERE (o.profile_id, o.proficiency_level, o.last_validated_at, o.last_validated_by_id, o.imported_at, o.imported_validator_id)
           IS DISTINCT FROM
           (n.profile_id, n.proficiency_level, n.last_validated_at, n.last_validated_by_id, n.imported_at, n.imported_validator_id);
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_employee_skills() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_invitations()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'invitation.withdrawn', 'invitation', o.profile_id, o.profile_id
      FROM old_rows o
     WHERE o.expires_at > now() AND (nullif(current_setting('skilltrace.origin', true), '')::jsonb ->> 'via') IS DISTINCT FROM 'nobody';
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'invitation.made', 'invitation', n.profile_id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_invitations() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_origin()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  origin bigint := nullif(current_setting('skilltrace.origin_id', true), '');
BEGIN
  IF mark IS NULL THEN
    RETURN NULL;
  END IF;
  -- Any session can set this setting, so it counts only if it names a row of this transaction.
  IF origin IS NOT NULL THEN
    PERFORM FROM audit_origins o WHERE o.id = origin AND o.transaction_id = pg_current_xact_id() AND o.recorded_at = date_trunc('milliseconds', now());
    IF FOUND THEN
      RETURN origin;
    END IF;
  END IF;
  INSERT INTO audit_origins (profile_id, via, api_token_id, request_id, address, user_agent)
  VALUES ((mark ->> 'profileId')::bigint, mark ->> 'via', (mark ->> 'apiTokenId')::bigint,
          left(mark ->> 'requestId', 100), left(mark ->> 'address', 100), left(mark ->> 'userAgent', 200))
  RETURNING id INTO origin;
  PERFORM set_config('skilltrace.origin_id', origin::text, true);
  RETURN origin;
END
$function$;
ALTER FUNCTION audit_origin() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_profiles()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.created', 'person', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.deleted', 'person', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'person', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'person.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))),
       (n.id IS NULL, 'person.deleted',
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))),
       (o.is_admin <> n.is_admin, CASE WHEN n.is_admin THEN 'person.made_admin' ELSE 'person.admin_withdrawn' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin), 'after', jsonb_build_object('isAdmin', n.is_admin))),
       (o.id = n.id AND (o.deactivated_at IS NULL) <> (n.deactivated_at IS NULL),
        CASE WHEN n.deactivated_at IS NULL THEN 'person.returned' ELSE 'person.left' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.deactivated_at IS NULL), 'after', jsonb_build_object('isActive', n.deactivated_at IS NULL))),
       (o.id = n.id AND o.erased_at IS NULL AND n.erased_at IS NOT NULL, 'person.erased', '{}'),
       (o.id = n.id AND (o.email, o.name, o.title, o.avatar_url, o.external_id, o.shares_validated_skills)
            IS DISTINCT FROM (n.email, n.name, n.title, n.avatar_url, n.external_id, n.shares_validated_skills),
        'person.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.email <> n.email THEN 'email' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.title IS DISTINCT FROM n.title THEN 'title' END,
          CASE WHEN o.avatar_url IS DISTINCT FROM n.avatar_url THEN 'avatarUrl' END,
          CASE WHEN o.external_id IS DISTINCT FROM n.external_id THEN 'externalId' END,
          CASE WHEN o.shares_validated_skills <> n.shares_validated_skills THEN 'sharesValidatedSkills' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_profiles() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_project_skills()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.added', 'project', n.project_id, n.project_id, n.skill_id FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.removed', 'project', o.project_id, o.project_id, o.skill_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.project_id IS NULL THEN 'project_scope.removed' ELSE 'project_scope.added' END::audit_action,
           'project', coalesce(n.project_id, o.project_id), coalesce(n.project_id, o.project_id), coalesce(n.skill_id, o.skill_id)
      FROM old_rows o FULL JOIN new_rows n ON n.project_id = o.project_id AND n.skill_id = o.skill_id
     WHERE o.project_id IS NULL OR n.project_id IS NULL;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_project_skills() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_projects()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
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
$function$;
ALTER FUNCTION audit_projects() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_skill_former_names()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.alias_removed', 'skill', o.skill_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('alias', o.name))
      FROM old_rows o;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.alias_added', 'skill', n.skill_id, n.skill_id,
           jsonb_build_object('after', jsonb_build_object('alias', n.name))
      FROM new_rows n;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_skill_former_names() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_skills()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.created', 'skill', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.deleted', 'skill', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), c.action, 'skill', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'skill.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))),
       (n.id IS NULL, 'skill.deleted',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))),
       (o.skill_name <> n.skill_name, 'skill.renamed',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name), 'after', jsonb_build_object('name', n.skill_name))),
       (o.category <> n.category, 'skill.recategorised',
        jsonb_build_object('before', jsonb_build_object('category', o.category), 'after', jsonb_build_object('category', n.category))),
       (o.description IS DISTINCT FROM n.description, 'skill.described', jsonb_build_object('fields', jsonb_build_array('description'))),
       (n.merged_into_id <> coalesce(o.merged_into_id, 0), 'skill.merged',
        jsonb_build_object('before', jsonb_build_object('isActive', o.is_active) || merged_into_in_log(o.merged_into_id),
                           'after', jsonb_build_object('isActive', n.is_active) || merged_into_in_log(n.merged_into_id)
                             || jsonb_build_object('movedSuggestions',
                                  CASE WHEN n.merged_into_id <> coalesce(o.merged_into_id, 0) THEN moved_suggestions_in_log(n.id) END))),
       (o.is_active <> n.is_active AND n.merged_into_id IS NULL, CASE WHEN n.is_active THEN 'skill.activated' ELSE 'skill.deactivated' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.is_active), 'after', jsonb_build_object('isActive', n.is_active))),
       -- A merge ends when the skill is reactivated.
       (o.merged_into_id IS NOT NULL AND n.merged_into_id IS NULL, 'skill.unmerged',
        jsonb_build_object('before', merged_into_in_log(o.merged_into_id), 'after', merged_into_in_log(NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_skills() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_suggestions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'suggestion.deleted', 'suggestion', o.id, o.profile_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('status', o.status))
      FROM old_rows o WHERE o.status <> 'PENDING';
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE n.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
           'suggestion', n.id, n.profile_id, n.skill_id,
           jsonb_build_object('before', jsonb_build_object('level', n.suggested_proficiency),
                              'after', jsonb_build_object('level', n.resolved_proficiency, 'resolvedById', n.resolved_by_id), 'source', n.source)
      FROM new_rows n LEFT JOIN old_rows o ON o.id = n.id AND o.profile_id = n.profile_id AND o.skill_id = n.skill_id
     WHERE n.status <> 'PENDING' AND o.status IS DISTINCT FROM n.status;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_suggestions() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.audit_truncate()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'table.truncated', 'log', jsonb_build_object('table', TG_TABLE_NAME));
  RETURN NULL;
END
$function$;
ALTER FUNCTION audit_truncate() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.can_sign_in(p_profile_id bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM auth_accounts a WHERE a.profile_id = p_profile_id AND (a.password IS NOT NULL OR a.provider_id <> 'credential'))
$function$;

CREATE OR REPLACE FUNCTION public.change_in_turn()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM wait_for_erasing();
  IF tables_are_copied() THEN
    PERFORM pg_advisory_xact_lock(hashtext('change copied tables'));
    -- Citus changes a copied table in one session for each worker, so the reads before it must not use several.
    PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true);
  END IF;
END
$function$;

CREATE OR REPLACE FUNCTION public.check_merging()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM skills t WHERE t.id = NEW.merged_into_id AND t.is_active)
     OR EXISTS (SELECT FROM skills m WHERE m.merged_into_id = NEW.id) THEN
    RAISE EXCEPTION 'skill % cannot be merged into skill %', NEW.id, NEW.merged_into_id USING ERRCODE = 'SK453';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.check_new_proposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- The server may insert no status, except on a Citus cluster, where default values count as inserted.
  IF NEW.status <> 'waiting' THEN
    RAISE EXCEPTION 'a new proposal waits' USING ERRCODE = 'SK008';
  END IF;
  -- Simultaneous requests of one person would not see each other's rows.
  PERFORM pg_advisory_xact_lock(hashtextextended('proposed skills of a person', NEW.profile_id));
  -- The unique index rejects a second proposal of the same name.
  IF (SELECT count(*) FROM skill_proposals p WHERE p.profile_id = NEW.profile_id AND p.status = 'waiting' AND p.name <> NEW.name) >= 20 THEN
    RAISE EXCEPTION 'person % has too many waiting proposals', NEW.profile_id USING ERRCODE = 'SK460';
  END IF;
  -- Waits for a simultaneous answer to this name, so that no proposal waits for a name that was just answered.
  PERFORM hold_proposed_name(NEW.name);
  IF EXISTS (SELECT FROM skill_names n JOIN skills k ON k.id = n.skill_id AND k.is_active WHERE n.name = NEW.name) THEN
    RAISE EXCEPTION 'a skill has this name' USING ERRCODE = 'SK461';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.check_new_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.created_at > pg_catalog.now() + interval '1 millisecond' THEN
    RAISE EXCEPTION 'a row of progress_updates is dated in the future' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.external_id IS NOT NULL THEN
    IF NOT public.is_clean_line(NEW.external_id) THEN
      RAISE EXCEPTION 'a text of progress_updates is not one visible line in NFC' USING ERRCODE = 'SK422';
    END IF;
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.check_restoring()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
BEGIN
  IF OLD.restored_at IS NOT NULL THEN
    RAISE EXCEPTION 'the level that suggestion % withdrew was already restored', OLD.suggestion_id USING ERRCODE = 'SK437';
  END IF;
  IF NOT EXISTS (SELECT FROM suggestions g WHERE g.profile_id = OLD.profile_id AND g.id = OLD.suggestion_id AND g.resolved_by_id = NEW.restored_by_id)
     AND NOT EXISTS (SELECT FROM profiles p WHERE p.id = NEW.restored_by_id AND p.is_admin AND p.deactivated_at IS NULL)
     OR EXISTS (SELECT FROM api_tokens t WHERE t.id = (mark ->> 'apiTokenId')::bigint AND NEW.profile_id = ANY (t.behind_ids))
     OR mark ->> 'via' = 'session' AND EXISTS (
       SELECT FROM auth_accounts a WHERE a.profile_id = (mark ->> 'profileId')::bigint AND NEW.profile_id = ANY (a.known_to_ids)) THEN
    RAISE EXCEPTION 'person % may not restore the level that suggestion % withdrew', NEW.restored_by_id, OLD.suggestion_id USING ERRCODE = 'SK439';
  END IF;
  IF NOT EXISTS (SELECT FROM restorable_levels r WHERE r.profile_id = OLD.profile_id AND r.suggestion_id = OLD.suggestion_id) THEN
    RAISE EXCEPTION 'a later decision is about the skill of suggestion %', OLD.suggestion_id USING ERRCODE = 'SK438';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.default_signal_weight(p_signal_type signal_type)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE p_signal_type WHEN 'joined'::signal_type THEN 1 WHEN 'update'::signal_type THEN 2 WHEN 'completed'::signal_type THEN 3 ELSE NULL::integer END;

CREATE OR REPLACE FUNCTION public.emit_skill_signals(p_user_id bigint, p_source_type signal_source_type, p_source_id bigint, p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  event_project bigint;
  event_time timestamptz;
  declared bigint[];
  emitted integer;
  signal_id bigint;
  asked integer;
  -- A worker of a Citus cluster has another now().
  this_time timestamptz := date_trunc('milliseconds', now());
BEGIN
  IF p_source_type = 'mentorship' OR coalesce(cardinality(p_skill_ids), 0) = 0 THEN
    RETURN 0;
  END IF;
  IF p_source_type = 'update' AND p_signal_type = 'update' THEN
    -- A person who joined while this transaction waited has a start after the transaction's own time.
    SELECT u.project_id, u.created_at INTO event_project, event_time
      FROM progress_updates u
     WHERE u.user_id = p_user_id AND u.id = p_source_id
       AND EXISTS (SELECT FROM assignments a
                    WHERE a.profile_id = u.user_id AND a.project_id = u.project_id AND (a.ended_at IS NULL OR a.ended_at > u.created_at)
                      AND (a.started_at <= u.created_at OR u.created_at = this_time));
  ELSIF p_source_type = 'project' AND p_signal_type = 'joined' THEN
    SELECT p_source_id, max(a.started_at) INTO event_project, event_time
      FROM assignments a
     WHERE a.profile_id = p_user_id AND a.project_id = p_source_id AND (p_created_at IS NULL OR a.started_at = p_created_at);
  ELSIF p_source_type = 'project' AND p_signal_type = 'completed' THEN
    SELECT p_source_id, max(p.completed_at) INTO event_project, event_time
      FROM assignments a JOIN projects p ON p.id = a.project_id
     WHERE a.profile_id = p_user_id AND a.project_id = p_source_id AND (a.ended_at IS NULL OR a.ended_at >= p.completed_at);
  END IF;
  IF event_time IS NULL OR p_created_at <> event_time THEN
    RAISE EXCEPTION 'no event of this person explains the signals' USING ERRCODE = 'SK002';
  END IF;
  IF p_weight IS DISTINCT FROM default_signal_weight(p_signal_type) THEN
    RAISE EXCEPTION 'wrong weight for a % signal', p_signal_type USING ERRCODE = 'SK002';
  END IF;

  -- In ascending order, so that all writers use one order: two writers of the same signals then wait for each other instead of
  -- deadlocking. Separate statements, because Citus sends a WITH that writes to every worker.
  SELECT array_agg(ps.skill_id ORDER BY ps.skill_id), (SELECT count(DISTINCT wanted) FROM unnest(p_skill_ids) AS wanted)
    INTO declared, asked
    FROM project_skills ps WHERE ps.project_id = event_project AND ps.skill_id = ANY (p_skill_ids);
  IF coalesce(cardinality(declared), 0) <> asked THEN
    RAISE EXCEPTION 'a skill is unknown or outside the declared scope' USING ERRCODE = 'SK003';
  END IF;
  -- Counted one by one, because the number of rows that Citus returns includes those that it did not insert.
  emitted := 0;
  FOR signal_id IN
    INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
    SELECT p_user_id, s.skill_id, p_source_type, p_source_id, p_signal_type, p_weight, event_time, event_project
      FROM unnest(declared) AS s(skill_id)
    ON CONFLICT (user_id, skill_id, source_type, source_id, signal_type) DO NOTHING
    RETURNING id
  LOOP
    emitted := emitted + 1;
  END LOOP;
  RETURN emitted;
END
$function$;
ALTER FUNCTION emit_skill_signals(p_user_id bigint, p_source_type signal_source_type, p_source_id bigint, p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_at timestamp with time zone) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.emit_skill_signals_in_bulk(p_user_ids bigint[], p_source_type signal_source_type, p_source_ids bigint[], p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_ats timestamp with time zone[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  emitted integer;
  signal_id bigint;
  unexplained bigint;
  out_of_scope bigint;
  event_times timestamptz[];
  event_projects bigint[];
  -- A worker of a Citus cluster has another now().
  this_time timestamptz := date_trunc('milliseconds', now());
BEGIN
  IF p_source_type = 'mentorship' OR coalesce(cardinality(p_skill_ids), 0) = 0 THEN
    RETURN 0;
  END IF;
  IF (p_source_type = 'update') <> (p_signal_type = 'update') THEN
    RAISE EXCEPTION 'a % cannot emit %', p_source_type, p_signal_type USING ERRCODE = 'SK002';
  END IF;
  IF p_weight IS DISTINCT FROM default_signal_weight(p_signal_type) THEN
    RAISE EXCEPTION 'wrong weight for a % signal', p_signal_type USING ERRCODE = 'SK002';
  END IF;

  IF p_source_type = 'update' THEN
    -- An inner join, because with Citus a LEFT JOIN with the updates would copy all of them to the coordinator for each batch.
    SELECT greatest(cardinality(p_user_ids), cardinality(p_source_ids), cardinality(p_skill_ids), cardinality(p_created_ats))
           - count(*) FILTER (WHERE (s.created_at <> u.created_at) IS NOT TRUE),
           count(*) FILTER (WHERE ps.skill_id IS NULL),
           array_agg(u.created_at::timestamptz ORDER BY s.ordinality), array_agg(u.project_id ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times, event_projects
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
      LEFT JOIN project_skills ps ON ps.project_id = u.project_id AND ps.skill_id = s.skill_id;
    -- Once per update, not once per signal. A person who joined while this transaction waited has a start after the transaction's own time.
    IF unexplained = 0 THEN
      SELECT count(*) INTO unexplained
        FROM (SELECT DISTINCT s.user_id, s.source_id FROM unnest(p_user_ids, p_source_ids) AS s(user_id, source_id)) s
        JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
       WHERE NOT EXISTS (SELECT FROM assignments a
                          WHERE a.profile_id = u.user_id AND a.project_id = u.project_id AND (a.ended_at IS NULL OR a.ended_at > u.created_at)
                            AND (a.started_at <= u.created_at OR u.created_at = this_time));
    END IF;
  ELSE
    event_projects := p_source_ids;
    SELECT count(*) FILTER (WHERE e.happened_at IS NULL OR s.created_at <> e.happened_at),
           count(*) FILTER (WHERE e.happened_at IS NOT NULL AND ps.skill_id IS NULL),
           array_agg(e.happened_at ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      LEFT JOIN LATERAL (
        SELECT CASE p_signal_type WHEN 'joined' THEN max(a.started_at) ELSE max(p.completed_at) END AS happened_at
          FROM assignments a JOIN projects p ON p.id = a.project_id
         WHERE a.profile_id = s.user_id AND a.project_id = s.source_id
           AND CASE p_signal_type WHEN 'joined' THEN s.created_at IS NULL OR a.started_at = s.created_at
                                  ELSE a.ended_at IS NULL OR a.ended_at >= p.completed_at END
      ) e ON true
      LEFT JOIN project_skills ps ON ps.project_id = s.source_id AND ps.skill_id = s.skill_id;
  END IF;
  IF unexplained > 0 THEN
    RAISE EXCEPTION '% signals are not explained by an event of their person', unexplained USING ERRCODE = 'SK002';
  END IF;
  IF out_of_scope > 0 THEN
    RAISE EXCEPTION '% skills are unknown or outside the declared scope', out_of_scope USING ERRCODE = 'SK003';
  END IF;

  -- Counted one by one, because the number of rows that Citus returns includes those that it did not insert.
  emitted := 0;
  FOR signal_id IN
    INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
    SELECT s.user_id, s.skill_id, p_source_type, s.source_id, p_signal_type, p_weight, s.created_at, s.project_id
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, event_times, event_projects) AS s(user_id, source_id, skill_id, created_at, project_id)
     -- One order for all writers: two writers of the same signals then wait for each other instead of deadlocking.
     ORDER BY s.user_id, s.skill_id, s.source_id
    ON CONFLICT (user_id, skill_id, source_type, source_id, signal_type) DO NOTHING
    RETURNING id
  LOOP
    emitted := emitted + 1;
  END LOOP;
  RETURN emitted;
END
$function$;
ALTER FUNCTION emit_skill_signals_in_bulk(p_user_ids bigint[], p_source_type signal_source_type, p_source_ids bigint[], p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_ats timestamp with time zone[]) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.end_access_by_former_password()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- Waits for transactions in which this person creates tokens or invitations.
  PERFORM FROM profiles WHERE id = NEW.profile_id FOR NO KEY UPDATE;
  DELETE FROM invitations WHERE profile_id = NEW.profile_id;
  PERFORM end_what_person_gave(NEW.profile_id);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.end_access_of_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NEW.deactivated_at IS NOT NULL THEN
    -- The same order for all transactions that end several sessions of a person.
    DELETE FROM auth_sessions WHERE id = ANY (ARRAY(SELECT id FROM auth_sessions WHERE profile_id = NEW.id ORDER BY id FOR UPDATE));
    DELETE FROM invitations WHERE profile_id = NEW.id;
    UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE profile_id = NEW.id AND revoked_at IS NULL;
  END IF;
  PERFORM end_what_person_gave(NEW.id);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.end_what_person_gave(p_profile_id bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now())
   WHERE created_by_id = p_profile_id AND profile_id <> p_profile_id AND revoked_at IS NULL;
  DELETE FROM invitations WHERE created_by_id = p_profile_id;
END
$function$;

CREATE OR REPLACE FUNCTION public.end_what_token_gave()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE api_tokens SET revoked_at = NEW.revoked_at WHERE parent_id = NEW.id AND revoked_at IS NULL;
  DELETE FROM invitations WHERE created_with_token_id = NEW.id;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.ends_before_updates(p_assignment_ids bigint[], p_ended_ats timestamp with time zone[])
 RETURNS SETOF bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN QUERY
  SELECT DISTINCT a.id
    FROM unnest(p_assignment_ids, p_ended_ats) AS planned(id, ended_at)
    JOIN assignments a ON a.id = planned.id
    JOIN progress_updates u ON u.user_id = a.profile_id AND u.project_id = a.project_id
                           AND u.created_at >= a.started_at AND u.created_at >= planned.ended_at
   WHERE a.ended_at IS NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.erased_fingerprint(key bytea, kind text, value text)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256((SUBSTRING(key FROM 65) || sha256((SUBSTRING(key FROM 1 FOR 64) || convert_to(((kind || ':'::text) || value), 'UTF8'::name)))));

CREATE OR REPLACE FUNCTION public.erased_identities(p_emails text[], p_external_ids text[])
 RETURNS TABLE(kind text, value text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM erased_fingerprints) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT a.kind, a.value
      FROM (SELECT DISTINCT 'address', lower(e) FROM unnest(p_emails) e
            UNION ALL SELECT DISTINCT 'person', e FROM unnest(p_external_ids) e) AS a(kind, value)
     WHERE EXISTS (SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint((SELECT erasure_key()), a.kind, a.value))
       AND NOT EXISTS (SELECT FROM profiles p
                        WHERE CASE a.kind WHEN 'address' THEN lower(p.email) = a.value ELSE p.external_id = a.value END);
END
$function$;
ALTER FUNCTION erased_identities(p_emails text[], p_external_ids text[]) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.erased_updates(p_project_id bigint, p_external_ids text[])
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM erased_fingerprints) THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT e FROM unnest(p_external_ids) e
     WHERE EXISTS (SELECT FROM erased_fingerprints f
                    WHERE f.digest = erased_fingerprint((SELECT erasure_key()), 'update', p_project_id || ':' || e));
END
$function$;
ALTER FUNCTION erased_updates(p_project_id bigint, p_external_ids text[]) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.erasure_key()
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  key text := current_setting('skilltrace.erasure_key', true);
BEGIN
  IF key IS NULL OR key !~ '^([0-9a-f]{128}){2}$' THEN
    RAISE EXCEPTION 'this connection has no key for the fingerprints of erased people' USING ERRCODE = 'SK413';
  END IF;
  RETURN decode(key, 'hex');
END
$function$;

CREATE OR REPLACE FUNCTION public.erasure_key_id(key bytea)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN SUBSTRING(erased_fingerprint(key, 'key'::text, ''::text) FROM 1 FOR 8);

CREATE OR REPLACE FUNCTION public.evidence_of_person(p_user_id bigint, p_skill_ids bigint[], p_validated_ats timestamp with time zone[], p_now timestamp with time zone, p_weeks integer, p_most_recent integer, p_excerpt_length integer, p_readable_projects bigint[])
 RETURNS TABLE(figures json, recent json)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'auto'
AS $function$
#variable_conflict use_column
BEGIN
  -- Planning it again for each person would take as long as reading. Citus has to know the person to find the worker.
  IF NOT tables_are_copied() THEN
    PERFORM set_config('plan_cache_mode', 'force_generic_plan', true);
  END IF;
  RETURN QUERY
  WITH signals AS MATERIALIZED (
    SELECT s.skill_id, s.source_type, s.source_id, s.signal_type, s.created_at, s.project_id,
           coalesce(s.created_at > p_validated_ats[array_position(p_skill_ids, s.skill_id)], true) AS since_validation,
           -- Never below 0: times are rounded to the millisecond, so a signal can be slightly later than now.
           greatest(0, floor(extract(epoch FROM p_now - s.created_at) / extract(epoch FROM interval '1 week'))) AS weeks_ago,
           row_number() OVER (PARTITION BY s.skill_id ORDER BY s.created_at DESC, s.id DESC) AS place
      FROM signal_ledger s WHERE s.user_id = p_user_id AND s.skill_id = ANY (p_skill_ids)
  ), weeks AS (
    SELECT skill_id, least(weeks_ago, p_weeks)::int AS weeks_ago, count(*) AS signals,
           count(*) FILTER (WHERE since_validation) AS since_validation, max(created_at) AS last_at
      FROM signals GROUP BY 1, 2
  ), figures AS (
    SELECT skill_id AS "skillId", sum(signals) AS signals, sum(since_validation) AS "signalsSinceValidation", max(last_at) AS "lastSignalAt",
           coalesce(json_agg(json_build_array(weeks_ago, signals)) FILTER (WHERE weeks_ago < p_weeks), '[]') AS weekly
      FROM weeks GROUP BY 1
  )
  SELECT (SELECT json_agg(figures) FROM figures),
         (SELECT json_agg(json_build_object(
              'skillId', s.skill_id, 'sourceType', s.source_type, 'sourceId', s.source_id, 'signalType', s.signal_type,
              'projectId', p.id, 'projectName', p.name, 'createdAt', s.created_at,
              'beginning', CASE WHEN p_readable_projects IS NULL OR p.id = ANY (p_readable_projects) THEN left(u.content, p_excerpt_length) END
            ) ORDER BY s.place)
            FROM signals s
            LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.user_id = p_user_id AND u.id = s.source_id
            JOIN projects p ON p.id = s.project_id
           WHERE s.place <= p_most_recent);
END
$function$;

CREATE OR REPLACE FUNCTION public.forget_words_of_erased(p_profile_id bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  projects_of_updates bigint[];
  ids_of_updates text[];
BEGIN
  IF NOT EXISTS (SELECT FROM profiles WHERE id = p_profile_id AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'person % has not been erased', p_profile_id USING ERRCODE = 'SK411';
  END IF;
  -- Read first, and not joined: with Citus, the updates and their keys are on different workers, which do not have the key of the fingerprints.
  SELECT array_agg(project_id), array_agg(external_id) INTO projects_of_updates, ids_of_updates
    FROM progress_updates WHERE user_id = p_profile_id AND external_id IS NOT NULL;
  INSERT INTO erased_fingerprints (digest, key_id)
  SELECT erased_fingerprint((SELECT erasure_key()), 'update', u.project_id || ':' || u.external_id), (SELECT erasure_key_id(erasure_key()))
    FROM unnest(projects_of_updates, ids_of_updates) AS u(project_id, external_id)
  ON CONFLICT DO NOTHING;
  DELETE FROM progress_update_keys
   WHERE project_id = ANY (projects_of_updates) AND external_id = ANY (ids_of_updates) AND user_id = p_profile_id;
  UPDATE progress_updates SET content = 'This text was removed when its author was erased.', external_id = NULL
   WHERE user_id = p_profile_id AND (content <> 'This text was removed when its author was erased.' OR external_id IS NOT NULL);
  -- Comments that the person wrote, and those that were written for the person.
  UPDATE decision_comments SET content = 'This text was removed when a person was erased.'
   WHERE (profile_id = p_profile_id OR author_id = p_profile_id) AND content <> 'This text was removed when a person was erased.';
  DELETE FROM suggestions WHERE profile_id = p_profile_id AND status = 'PENDING';
  DELETE FROM skill_proposals WHERE profile_id = p_profile_id;
  UPDATE skill_proposals SET comment = 'This text was removed when a person was erased.'
   WHERE answered_by_id = p_profile_id AND comment <> 'This text was removed when a person was erased.';
  UPDATE audit_origins SET address = NULL, user_agent = NULL
   WHERE profile_id = p_profile_id AND (address IS NOT NULL OR user_agent IS NOT NULL);
END
$function$;
ALTER FUNCTION forget_words_of_erased(p_profile_id bigint) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.hold_proposed_name(p_name text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM wait_for_erasing();
  PERFORM wait_for_changes();
  PERFORM pg_advisory_xact_lock(hashtextextended('proposed skill ' || p_name, 0));
END
$function$;

CREATE OR REPLACE FUNCTION public.import_progress_updates(p_project_ids bigint[], p_project_external_ids text[], p_user_ids bigint[], p_emails text[], p_contents text[], p_external_ids text[], p_created_ats timestamp with time zone[], p_weight integer)
 RETURNS TABLE(results text[], signals integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  project_ids bigint[];
  user_ids bigint[];
  external_ids text[];
  outcomes text[];
  known bigint[];
  -- The first line with each key, in the order of the keys.
  first_lines bigint[];
  first_ids bigint[];
  first_projects bigint[];
  first_users bigint[];
  first_external_ids text[];
  first_contents text[];
  first_times timestamptz[];
  new_ids bigint[];
  signal_users bigint[];
  signal_sources bigint[];
  signal_skills bigint[];
  signal_times timestamptz[];
  key bytea;
BEGIN
  PERFORM wait_for_erasing();
  PERFORM wait_for_changes();
  -- As in post_progress_update, a change of scope or a completion comes either entirely before the import or entirely after it.
  IF NOT tables_are_copied() THEN
    PERFORM FROM (
      SELECT p.id FROM projects p
       WHERE p.id = ANY (p_project_ids) OR p.external_id = ANY (p_project_external_ids)
       ORDER BY p.id FOR KEY SHARE
    ) locked;
    -- The same applies to an erasure. Planned each time, for the reason below.
    EXECUTE $lock$
      SELECT FROM (SELECT u.id FROM profiles u WHERE u.id = ANY ($1) OR lower(u.email) = ANY ($2) ORDER BY u.id FOR SHARE) locked
    $lock$ USING p_user_ids, p_emails;
  END IF;
  -- Without erased people there are no digests to compute.
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    key := erasure_key();
  END IF;

  -- EXECUTE plans each batch for the current size of the tables. A plan cached while they were empty would scan the whole tables for
  -- every line; plan_cache_mode would plan the foreign key checks again for every row, which is three times as slow.
  EXECUTE $check$
    SELECT array_agg(c.project_id ORDER BY c.ord), array_agg(c.user_id ORDER BY c.ord),
           array_agg(c.external_id ORDER BY c.ord), array_agg(c.outcome ORDER BY c.ord)
      FROM (
        SELECT l.ord, p.id AS project_id, u.id AS user_id,
               coalesce(l.external_id, 'sha256:' || encode(sha256(convert_to(
                 concat_ws(E'\n', p.id, u.id, (extract(epoch FROM l.created_at) * 1000)::bigint, l.content), 'UTF8')), 'hex')) AS external_id,
               CASE
                 WHEN p.id IS NULL THEN 'NO_PROJECT'
                 WHEN coalesce(user_by_id.erased_at, user_by_email.erased_at) IS NOT NULL THEN 'ERASED'
                 WHEN $8 IS NOT NULL AND EXISTS (
                   SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint($8, 'update', p.id || ':' || l.external_id)
                 ) THEN 'ERASED'
                 WHEN $8 IS NOT NULL AND u.id IS NULL AND EXISTS (
                   SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint($8, 'address', l.email)
                 ) THEN 'ERASED'
                 WHEN u.id IS NULL THEN 'NO_PERSON'
                 WHEN l.created_at > now() THEN 'FUTURE'
                 -- A line without a time is dated now: a project that was closed while this transaction waited rejects it.
                 WHEN l.created_at IS NULL AND p.inactive_since IS NOT NULL OR l.created_at >= p.inactive_since THEN 'NOT_ACTIVE'
                 WHEN NOT EXISTS (
                   SELECT FROM assignments a
                    WHERE a.profile_id = u.id AND a.project_id = p.id
                      AND a.started_at <= coalesce(l.created_at, now()) AND (a.ended_at IS NULL OR a.ended_at > coalesce(l.created_at, now()))
                 ) THEN 'NOT_ASSIGNED'
               END AS outcome
          FROM unnest($1, $2, $3, $4, $5, $6, $7)
               WITH ORDINALITY AS l(project_id, project_external_id, user_id, email, content, external_id, created_at, ord)
          LEFT JOIN projects by_id ON by_id.id = l.project_id
          LEFT JOIN projects by_external_id ON by_external_id.external_id = l.project_external_id
          LEFT JOIN profiles user_by_id ON user_by_id.id = l.user_id
          LEFT JOIN profiles user_by_email ON lower(user_by_email.email) = l.email
         CROSS JOIN LATERAL (SELECT coalesce(by_id.id, by_external_id.id) AS id,
                                    coalesce(by_id.inactive_since, by_external_id.inactive_since) AS inactive_since) p
         CROSS JOIN LATERAL (SELECT coalesce(user_by_id.id, user_by_email.id) AS id) u
      ) c
  $check$
    INTO project_ids, user_ids, external_ids, outcomes
    USING p_project_ids, p_project_external_ids, p_user_ids, p_emails, p_contents, p_external_ids, p_created_ats, key;

  -- An existing update is a duplicate, even if the person or the project is no longer active. Read before the new keys are inserted, and
  -- separately, because with Citus the keys are on the workers.
  IF outcomes && ARRAY['NO_PERSON', 'FUTURE', 'NOT_ACTIVE', 'NOT_ASSIGNED'] THEN
    EXECUTE $known$
      SELECT array_agg(l.ord)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS l(project_id, external_id, outcome, ord)
        JOIN progress_update_keys k ON k.project_id = l.project_id AND k.external_id = l.external_id
       WHERE l.outcome NOT IN ('ERASED', 'NO_PROJECT')
    $known$ INTO known USING project_ids, external_ids, outcomes;
    IF known IS NOT NULL THEN
      SELECT array_agg(CASE WHEN l.ord = ANY (known) THEN 'duplicate' ELSE l.outcome END ORDER BY l.ord) INTO outcomes
        FROM unnest(outcomes) WITH ORDINALITY AS l(outcome, ord);
    END IF;
  END IF;

  -- Separate statements and arrays, because Citus refuses a WITH that writes. In the order of the keys, which is the same for all imports:
  -- two imports of the same lines then wait for each other instead of deadlocking.
  SELECT array_agg(f.ord), array_agg(nextval('progress_updates_id_seq')), array_agg(f.project_id), array_agg(f.user_id),
         array_agg(f.external_id), array_agg(f.content),
         array_agg(coalesce(f.created_at, date_trunc('milliseconds', now()))::timestamptz(3)::timestamptz)
    INTO first_lines, first_ids, first_projects, first_users, first_external_ids, first_contents, first_times
    FROM (SELECT DISTINCT ON (l.project_id, l.external_id) l.*
            FROM unnest(project_ids, user_ids, p_contents, external_ids, p_created_ats, outcomes)
                 WITH ORDINALITY AS l(project_id, user_id, content, external_id, created_at, outcome, ord)
           WHERE l.outcome IS NULL
           ORDER BY l.project_id, l.external_id, l.ord) f;
  INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
  SELECT f.project_id, f.external_id, f.user_id, f.id
    FROM unnest(first_projects, first_external_ids, first_users, first_ids) AS f(project_id, external_id, user_id, id)
  ON CONFLICT DO NOTHING;
  -- Only the transaction that inserted a key inserts the update: the key then has the id of this line. Read again, because Citus counts the
  -- rows that it did not insert too.
  EXECUTE $keyed$
    SELECT array_agg(f.id)
      FROM unnest($1, $2, $3) AS f(project_id, external_id, id)
      JOIN progress_update_keys k ON k.project_id = f.project_id AND k.external_id = f.external_id AND k.update_id = f.id
  $keyed$ INTO new_ids USING first_projects, first_external_ids, first_ids;
  INSERT INTO progress_updates (id, project_id, user_id, content, external_id, created_at) OVERRIDING SYSTEM VALUE
  SELECT f.id, f.project_id, f.user_id, f.content, f.external_id, f.created_at
    FROM unnest(first_ids, first_projects, first_users, first_contents, first_external_ids, first_times)
         AS f(id, project_id, user_id, content, external_id, created_at)
   WHERE f.id = ANY (new_ids);

  SELECT array_agg(coalesce(l.outcome, CASE WHEN f.id = ANY (new_ids) THEN 'imported' ELSE 'duplicate' END) ORDER BY l.ord) INTO outcomes
    FROM unnest(outcomes) WITH ORDINALITY AS l(outcome, ord)
    LEFT JOIN unnest(first_lines, first_ids) AS f(ord, id) ON f.ord = l.ord;
  EXECUTE $signals$
    SELECT array_agg(f.user_id), array_agg(f.id), array_agg(ps.skill_id), array_agg(f.created_at)
      FROM unnest($1, $2, $3, $4) AS f(id, project_id, user_id, created_at) JOIN project_skills ps ON ps.project_id = f.project_id
     WHERE f.id = ANY ($5)
  $signals$
    INTO signal_users, signal_sources, signal_skills, signal_times
    USING first_ids, first_projects, first_users, first_times, new_ids;

  results := outcomes;
  signals := emit_skill_signals_in_bulk(signal_users, 'update', signal_sources, 'update', signal_skills, p_weight, signal_times);
  RETURN NEXT;
END
$function$;
ALTER FUNCTION import_progress_updates(p_project_ids bigint[], p_project_external_ids text[], p_user_ids bigint[], p_emails text[], p_contents text[], p_external_ids text[], p_created_ats timestamp with time zone[], p_weight integer) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.in_register(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (octet_length(name) = length(name)) THEN lower(name) ELSE replace(replace(replace(replace(translate(regexp_replace(lower(NORMALIZE(name, NFD)), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]'::text, ''::text, 'g'::text), 'łøđðħıŧŋſƙɓɗƴɖƀɨǥς’ʼʻŁØĐÐĦŦŊƘƁƊƳƉɃƗǤẞÆŒÞ'::text, 'loddhitnskbdydbigσ''''''loddhtnkbdydbigßæœþ'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'þ'::text, 'th'::text) END;

CREATE OR REPLACE FUNCTION public.is_clean_line(value text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((value <> ''::text) AND (value !~ '^[ \u00a0\u3000]|[ \u00a0\u3000]$'::text) AND CASE WHEN (octet_length(value) = length(value)) THEN (value !~ '[\x01-\x1f\x7f]'::text) ELSE ((value IS NFC NORMALIZED) AND (value !~ '[\x01-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]'::text) AND (value ~ '[^ \u00a0\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3000\u3164\ufe00-\ufe0f\uffa0]'::text)) END);

CREATE OR REPLACE FUNCTION public.keep_erased_people_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  old_email text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.email END;
  old_external_id text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.external_id END;
  key bytea;
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  -- Requires a key only if there are fingerprints: an owner who works by hand has no key.
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    key := erasure_key();
    IF EXISTS (
      SELECT FROM erased_fingerprints f
       WHERE (NEW.email IS DISTINCT FROM old_email AND f.digest = erased_fingerprint(key, 'address', lower(NEW.email)))
          OR (NEW.external_id IS DISTINCT FROM old_external_id AND f.digest = erased_fingerprint(key, 'person', NEW.external_id))
    ) THEN
      RAISE EXCEPTION 'this address or external id belongs to an erased person' USING ERRCODE = 'SK412';
    END IF;
  END IF;
  -- Without a key, no fingerprint of the previous address is stored.
  IF TG_OP = 'UPDATE' AND current_setting('skilltrace.erasure_key', true) <> '' THEN
    key := erasure_key();
    INSERT INTO former_identities (profile_id, digest)
    SELECT NEW.id, erased_fingerprint(key, 'address', lower(old_email)) WHERE NEW.email <> old_email
    UNION ALL
    SELECT NEW.id, erased_fingerprint(key, 'person', old_external_id)
     WHERE NEW.external_id IS DISTINCT FROM old_external_id AND old_external_id IS NOT NULL
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$function$;
ALTER FUNCTION keep_erased_people_out() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.keep_former_names_of_skills()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM skill_former_names f WHERE f.name = NEW.skill_name) THEN
      RAISE EXCEPTION 'this is a former name of another skill' USING ERRCODE = 'SK406';
    END IF;
    RETURN NULL;
  END IF;
  DELETE FROM skill_former_names f WHERE f.name = NEW.skill_name;
  INSERT INTO skill_former_names (name, skill_id)
  SELECT OLD.skill_name, NEW.id WHERE NOT EXISTS (SELECT FROM skills s WHERE s.skill_name = OLD.skill_name)
  ON CONFLICT (name) DO UPDATE SET skill_id = excluded.skill_id, created_at = excluded.created_at;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.keep_inactive_since()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.status = 'active' THEN
    NEW.inactive_since := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.status = 'active' THEN
    -- A file can complete a project at a past time.
    NEW.inactive_since := CASE WHEN NEW.status = 'completed' AND NEW.completed_at IS NOT NULL THEN NEW.completed_at
                               WHEN tables_are_copied() AND NEW.inactive_since IS NOT NULL THEN NEW.inactive_since
                               ELSE date_trunc('milliseconds', now()) END;
  ELSE
    NEW.inactive_since := OLD.inactive_since;
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.leads_this_person(p_lead_id bigint, p_person_id bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM active_assignments a JOIN project_leads l USING (project_id)
                  WHERE a.profile_id = p_person_id AND l.profile_id = p_lead_id)
$function$;

CREATE OR REPLACE FUNCTION public.levels_of_merge(p_skill_id bigint, p_into_id bigint)
 RETURNS TABLE(profile_id bigint, proficiency_level proficiency_level, moves boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT e.profile_id, e.proficiency_level, t.profile_id IS NULL AND w.profile_id IS NULL
    FROM employee_skills e
    LEFT JOIN employee_skills t ON t.profile_id = e.profile_id AND t.skill_id = p_into_id
    LEFT JOIN (
      SELECT g.profile_id, max(g.resolved_at) AS withdrawn_at FROM suggestions g
        LEFT JOIN withdrawn_levels r ON r.profile_id = g.profile_id AND r.suggestion_id = g.id
       WHERE g.skill_id = p_into_id AND g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED' AND r.restored_at IS NULL
       GROUP BY g.profile_id
    ) w ON w.profile_id = e.profile_id AND w.withdrawn_at >= e.last_validated_at
   WHERE e.skill_id = p_skill_id
$function$;

CREATE OR REPLACE FUNCTION public.limit_saved_views()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- Simultaneous requests of one person would not see each other's rows.
  PERFORM pg_advisory_xact_lock(hashtextextended('saved views', NEW.profile_id));
  IF (SELECT count(*) FROM saved_views v WHERE v.profile_id = NEW.profile_id) >= 200 THEN
    RAISE EXCEPTION 'person % has too many saved views', NEW.profile_id USING ERRCODE = 'SK450';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.logged_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[])
 RETURNS TABLE(profile_id bigint, skill_id bigint, validated jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (profile_id, skill_id) profile_id, skill_id, CASE WHEN is_known THEN after ELSE before END
    FROM (SELECT h.profile_id, h.skill_id, h.id, h.before, h.after, h.recorded_at <= p_as_of AS is_known
            FROM validated_skill_history h
           WHERE (p_profile_ids IS NULL OR h.profile_id = ANY (p_profile_ids)) AND (p_skill_ids IS NULL OR h.skill_id = ANY (p_skill_ids))) changes
   ORDER BY profile_id, skill_id, is_known DESC, CASE WHEN is_known THEN -id ELSE id END;
END
$function$;

CREATE OR REPLACE FUNCTION public.match_of(name text, search text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (in_register(name) = in_register(search)) THEN 0 WHEN starts_with(in_register(name), in_register(search)) THEN 1 WHEN (strpos(translate(in_register(name), '-/._('::text, '     '::text), translate((' '::text || in_register(search)), '-/._('::text, '     '::text)) > 0) THEN 2 ELSE 3 END;

CREATE OR REPLACE FUNCTION public.may_see_skills_of_others(p_viewer_id bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM project_leads WHERE profile_id = p_viewer_id)
$function$;

CREATE OR REPLACE FUNCTION public.may_see_work_on(p_viewer_id bigint, p_project_id bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM work_readers WHERE profile_id = p_viewer_id AND project_id = p_project_id)
$function$;

CREATE OR REPLACE FUNCTION public.merged_into_in_log(p_skill_id bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('mergedIntoId', p_skill_id)
         || coalesce((SELECT jsonb_build_object('mergedInto', s.skill_name) FROM skills s WHERE s.id = p_skill_id), '{}')
$function$;

CREATE OR REPLACE FUNCTION public.move_pending_suggestions(p_skill_id bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  into_id bigint := (SELECT s.merged_into_id FROM skills s WHERE s.id = p_skill_id);
  moved bigint;
BEGIN
  IF into_id IS NULL THEN
    RETURN 0;
  END IF;
  UPDATE suggestions SET skill_id = into_id WHERE skill_id = p_skill_id AND status = 'PENDING';
  GET DIAGNOSTICS moved = ROW_COUNT;
  RETURN moved;
END
$function$;
ALTER FUNCTION move_pending_suggestions(p_skill_id bigint) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.moved_suggestions_in_log(p_skill_id bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT nullif(count(*), 0) FROM suggestions g WHERE g.skill_id = p_skill_id AND g.status = 'PENDING'
$function$;

CREATE OR REPLACE FUNCTION public.on_coordinator()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT tables_are_copied() THEN
    RETURN true;
  END IF;
  RETURN (SELECT groupid = 0 FROM pg_catalog.pg_dist_local_group);
END
$function$;

CREATE OR REPLACE FUNCTION public.people_held(p_ids bigint[])
 RETURNS TABLE(id bigint, is_admin boolean, deactivated_at timestamp with time zone, erased_at timestamp with time zone)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    RETURN QUERY SELECT p.id, p.is_admin, p.deactivated_at, p.erased_at FROM profiles p WHERE p.id = ANY (p_ids) ORDER BY p.id;
  ELSE
    RETURN QUERY SELECT p.id, p.is_admin, p.deactivated_at, p.erased_at FROM profiles p WHERE p.id = ANY (p_ids) ORDER BY p.id FOR SHARE;
  END IF;
END
$function$;

CREATE OR REPLACE FUNCTION public.person_of_origin(p_origin_id bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN (SELECT o.profile_id FROM audit_origins o WHERE o.id = p_origin_id);
END
$function$;

CREATE OR REPLACE FUNCTION public.post_progress_update(p_project_id bigint, p_user_id bigint, p_content text, p_external_id text, p_created_at timestamp with time zone, p_weight integer)
 RETURNS TABLE(id bigint, project_id bigint, user_id bigint, content text, external_id text, created_at timestamp with time zone, edited_at timestamp with time zone, created boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
DECLARE
  current_status project_status;
  is_member boolean;
  was_member boolean;
  declared bigint[];
  erased bytea;
  author_id bigint;
  existing_id bigint;
BEGIN
  IF p_created_at > now() THEN
    RAISE EXCEPTION 'the update is dated in the future' USING ERRCODE = 'SK400';
  END IF;
  PERFORM wait_for_erasing();
  -- The foreign key takes KEY SHARE anyway. A change of scope or a completion takes FOR UPDATE, so that an update is
  -- posted either entirely before it or entirely after it. After such a wait, this statement reads the new status.
  -- SHARE on the person does the same for an erasure: after such a wait, the person is erased.
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    SELECT p.status INTO current_status FROM projects p, profiles u WHERE p.id = p_project_id AND u.id = p_user_id;
  ELSE
    SELECT p.status INTO current_status
      FROM projects p, profiles u WHERE p.id = p_project_id AND u.id = p_user_id FOR KEY SHARE OF p FOR SHARE OF u;
  END IF;
  -- A separate statement, so that it sees the current assignments after a wait. It does not contain the status: PostgreSQL would
  -- plan it again for each value, which took 100 of the 370 microseconds of a post.
  SELECT EXISTS (SELECT FROM assignments a
                  WHERE a.profile_id = p_user_id AND a.project_id = p_project_id AND a.ended_at IS NULL
                    AND (p_created_at IS NULL OR a.started_at <= p_created_at))
    INTO is_member
    FROM profiles u WHERE u.id = p_user_id AND u.erased_at IS NULL;
  IF current_status <> 'active' THEN
    SELECT EXISTS (SELECT FROM assignments a WHERE a.profile_id = p_user_id AND a.project_id = p_project_id)
      INTO was_member
      FROM profiles u WHERE u.id = p_user_id AND u.erased_at IS NULL;
  END IF;
  -- Nested, because an IF with a subquery runs a statement even if its first condition is false.
  IF current_status IS NULL THEN
    IF NOT EXISTS (SELECT FROM projects p WHERE p.id = p_project_id) THEN
      RAISE EXCEPTION 'the project does not exist' USING ERRCODE = 'SK404';
    END IF;
  END IF;
  IF current_status IS NULL OR (is_member OR was_member) IS NOT TRUE THEN
    RAISE EXCEPTION 'the person is not an active member of the project' USING ERRCODE = 'SK403';
  END IF;
  IF current_status <> 'active' THEN
    RAISE EXCEPTION 'the project is not active' USING ERRCODE = 'SK409';
  END IF;
  IF p_external_id IS NOT NULL THEN
    IF EXISTS (SELECT FROM erased_fingerprints) THEN
      erased := erased_fingerprint(erasure_key(), 'update', p_project_id || ':' || p_external_id);
      IF EXISTS (SELECT FROM erased_fingerprints f WHERE f.digest = erased) THEN
        RAISE EXCEPTION 'this external id belongs to an update of an erased person' USING ERRCODE = 'SK412';
      END IF;
    END IF;
  END IF;

  id := nextval('progress_updates_id_seq');
  created := true;
  -- The key comes first: only the transaction that inserts it inserts the update. A second transaction with the same key waits here for the first.
  IF p_external_id IS NOT NULL THEN
    INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
    VALUES (p_project_id, p_external_id, p_user_id, id)
    ON CONFLICT DO NOTHING;
    created := FOUND;
  END IF;
  IF created THEN
    INSERT INTO progress_updates AS u (id, project_id, user_id, content, external_id, created_at) OVERRIDING SYSTEM VALUE
    VALUES (id, p_project_id, p_user_id, p_content, p_external_id, coalesce(p_created_at, date_trunc('milliseconds', now())))
    RETURNING u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
         INTO project_id, user_id, content, external_id, created_at, edited_at;
    SELECT array_agg(ps.skill_id) INTO declared FROM project_skills ps WHERE ps.project_id = p_project_id;
    PERFORM emit_skill_signals(p_user_id, 'update', id, 'update', declared, p_weight, NULL);
  ELSE
    -- Not joined: with Citus, the key and the update are on different workers.
    SELECT k.user_id, k.update_id INTO author_id, existing_id
      FROM progress_update_keys k WHERE k.project_id = p_project_id AND k.external_id = p_external_id;
    SELECT u.id, u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
      INTO id, project_id, user_id, content, external_id, created_at, edited_at
      FROM progress_updates u WHERE u.user_id = author_id AND u.id = existing_id;
  END IF;
  RETURN NEXT;
END
$function$;
ALTER FUNCTION post_progress_update(p_project_id bigint, p_user_id bigint, p_content text, p_external_id text, p_created_at timestamp with time zone, p_weight integer) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.readmit_erased(p_email text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    DELETE FROM erased_fingerprints
     WHERE identity = (SELECT f.identity FROM erased_fingerprints f
                        WHERE f.digest = erased_fingerprint(erasure_key(), 'address', lower(p_email)));
  END IF;
END
$function$;
ALTER FUNCTION readmit_erased(p_email text) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.record_import(p_kind text, p_is_whole boolean, p_counts jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF p_kind IS NULL OR p_kind NOT IN ('organisation', 'progress_updates') OR p_is_whole IS NULL
     OR jsonb_path_exists(p_counts, 'strict $.** ? (@.type() != "number" && @.type() != "object")') IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'not a valid import record' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'import.run', 'import', jsonb_build_object('kind', p_kind, 'isWhole', p_is_whole, 'counts', p_counts));
END
$function$;
ALTER FUNCTION record_import(p_kind text, p_is_whole boolean, p_counts jsonb) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.refuse_access_for_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  person_erased_at timestamptz;
BEGIN
  SELECT erased_at INTO person_erased_at FROM people_held(ARRAY[NEW.profile_id]);
  IF person_erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'person % has been erased', NEW.profile_id USING ERRCODE = 'SK410';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_comment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'the comment on suggestion % stays: % rejected', OLD.suggestion_id, TG_OP USING ERRCODE = 'SK006';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_decision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'suggestion % was decided: % rejected', OLD.id, TG_OP USING ERRCODE = 'SK005';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_erased()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'person % has been erased: % rejected', OLD.id, TG_OP USING ERRCODE = 'SK410';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_origin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.id, NEW.transaction_id, NEW.recorded_at, NEW.profile_id, NEW.via, NEW.api_token_id, NEW.request_id)
     IS DISTINCT FROM (OLD.id, OLD.transaction_id, OLD.recorded_at, OLD.profile_id, OLD.via, OLD.api_token_id, OLD.request_id)
     OR (NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM OLD.address)
     OR (NEW.user_agent IS NOT NULL AND NEW.user_agent IS DISTINCT FROM OLD.user_agent) THEN
    RAISE EXCEPTION '% is append-only: only the address and the user agent can be blanked', TG_TABLE_NAME USING ERRCODE = 'SK001';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_proposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'proposal % stays', OLD.id USING ERRCODE = 'SK008';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change_of_withdrawal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'the level that suggestion % withdrew stays: % rejected', OLD.suggestion_id, TG_OP USING ERRCODE = 'SK007';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_current_names_as_aliases()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM skills s WHERE s.skill_name = NEW.name) THEN
    RAISE EXCEPTION 'a skill has this name' USING ERRCODE = 'SK452';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_decision_about_oneself()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
BEGIN
  IF EXISTS (SELECT FROM api_tokens t WHERE t.id = (mark ->> 'apiTokenId')::bigint AND NEW.profile_id = ANY (t.behind_ids))
     OR mark ->> 'via' = 'session' AND EXISTS (
       SELECT FROM auth_accounts a WHERE a.profile_id = (mark ->> 'profileId')::bigint AND NEW.profile_id = ANY (a.known_to_ids)) THEN
    RAISE EXCEPTION 'suggestion % is about a person behind the credential that decides it', NEW.id USING ERRCODE = 'SK434';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_early_assignment_start()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  assigner bigint := coalesce((mark ->> 'profileId')::bigint, NEW.assigned_by_id);
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.started_at = OLD.started_at THEN
    RETURN NEW;
  END IF;
  IF assigner IS NULL OR EXISTS (SELECT FROM profiles WHERE id = assigner AND is_admin) THEN
    RETURN NEW;
  END IF;
  IF NEW.started_at < date_trunc('day', now(), 'UTC') - interval '2160 hours' THEN
    RAISE EXCEPTION 'only admins can date an assignment more than 90 days back' USING ERRCODE = 'SK431';
  END IF;
  IF NEW.started_at < (SELECT least(p.created_at, (SELECT min(a.started_at) FROM assignments a WHERE a.project_id = p.id))
                         FROM projects p WHERE p.id = NEW.project_id) THEN
    RAISE EXCEPTION 'only admins can date an assignment before its project began' USING ERRCODE = 'SK432';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_future_time()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a row of % is dated in the future', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_gift_beyond_token()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  -- Not by the name of the table, which is another one while Citus manages it.
  token_id bigint := coalesce(to_jsonb(NEW) ->> 'parent_id', to_jsonb(NEW) ->> 'created_with_token_id');
BEGIN
  PERFORM FROM api_tokens
    WHERE id = token_id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now() AND coalesce(NEW.expires_at <= expires_at, false)) FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'API token % is revoked or expired, or would expire before what it creates', token_id USING ERRCODE = 'SK430';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_gift_of_non_admin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM people_held(ARRAY[NEW.created_by_id]) WHERE is_admin AND deactivated_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'person % is not an active admin and cannot give access to others', NEW.created_by_id USING ERRCODE = 'SK430';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_ledger_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only: % rejected', TG_TABLE_NAME, TG_OP USING ERRCODE = 'SK001';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_loss_of_last_admin()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF NOT can_sign_in(NEW.id) THEN
    RETURN NULL;
  END IF;
  PERFORM FROM profiles WHERE is_admin AND deactivated_at IS NULL ORDER BY id FOR SHARE;
  IF NOT EXISTS (SELECT FROM profiles p WHERE p.is_admin AND p.deactivated_at IS NULL AND can_sign_in(p.id)) THEN
    RAISE EXCEPTION 'person % is the last admin who can sign in', NEW.id USING ERRCODE = 'SK433';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_sharing_elsewhere()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT may_see_work_on(NEW.profile_id, NEW.project_id) THEN
    RAISE EXCEPTION 'person % is not on project %', NEW.profile_id, NEW.project_id USING ERRCODE = 'SK451';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_unclean_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'a text of % is not one visible line in NFC', TG_TABLE_NAME USING ERRCODE = 'SK422';
END
$function$;

CREATE OR REPLACE FUNCTION public.refuse_use_of_merged_skill()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  skill_ids bigint[];
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  -- Citus does not join a transition table with a table that is copied to its workers.
  skill_ids := ARRAY(SELECT DISTINCT n.skill_id FROM new_rows n);
  IF EXISTS (SELECT FROM skills s WHERE s.id = ANY (skill_ids) AND s.merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a skill of these % was merged into another one', TG_TABLE_NAME USING ERRCODE = 'SK454';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.remember_erased_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  key bytea;
  person uuid := gen_random_uuid();
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  key := erasure_key();
  INSERT INTO erased_fingerprints (digest, key_id, identity)
  SELECT digest, erasure_key_id(key), person
    FROM (
      SELECT erased_fingerprint(key, 'address', lower(OLD.email))
      UNION SELECT erased_fingerprint(key, 'person', OLD.external_id) WHERE OLD.external_id IS NOT NULL
      UNION SELECT f.digest FROM former_identities f
             WHERE f.profile_id = OLD.id
               AND NOT EXISTS (SELECT FROM profiles p WHERE p.erased_at IS NULL AND p.id <> OLD.id
                                AND f.digest IN (erased_fingerprint(key, 'address', lower(p.email)), erased_fingerprint(key, 'person', p.external_id)))
    ) AS known(digest)
  ON CONFLICT (digest) DO UPDATE SET identity = person;
  DELETE FROM former_identities WHERE profile_id = OLD.id;
  RETURN NULL;
END
$function$;
ALTER FUNCTION remember_erased_person() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.replace_texts_of_comments(p_ids bigint[], p_texts text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE decision_comments c SET content = r.text FROM unnest(p_ids, p_texts) AS r(id, text) WHERE c.suggestion_id = r.id;
END
$function$;
ALTER FUNCTION replace_texts_of_comments(p_ids bigint[], p_texts text[]) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.replace_texts_of_updates(p_ids bigint[], p_texts text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE progress_updates u SET content = r.text FROM unnest(p_ids, p_texts) AS r(id, text) WHERE u.id = r.id;
END
$function$;
ALTER FUNCTION replace_texts_of_updates(p_ids bigint[], p_texts text[]) OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.require_comment_of_decider()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM suggestions g
                  WHERE g.profile_id = NEW.profile_id AND g.id = NEW.suggestion_id AND g.resolved_by_id = NEW.author_id AND g.resolved_at = NEW.created_at) THEN
    RAISE EXCEPTION 'the comment on suggestion % does not belong to a decision of its author', NEW.suggestion_id USING ERRCODE = 'SK436';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.require_comment_on_withdrawal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM decision_comments c WHERE c.profile_id = NEW.profile_id AND c.suggestion_id = NEW.id) THEN
    RAISE EXCEPTION 'suggestion % withdraws a level without a comment', NEW.id USING ERRCODE = 'SK435';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.require_decision_or_validation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.restored_at IS NOT NULL OR NOT EXISTS (
       SELECT FROM suggestions g WHERE g.profile_id = NEW.profile_id AND g.id = NEW.suggestion_id AND g.skill_id = NEW.skill_id
          AND g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED' AND g.resolved_proficiency = NEW.proficiency_level)) THEN
    RAISE EXCEPTION 'suggestion % did not withdraw this level', NEW.suggestion_id USING ERRCODE = 'SK440';
  END IF;
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
       SELECT FROM employee_skills e WHERE e.profile_id = NEW.profile_id AND e.skill_id = NEW.skill_id
          AND (e.proficiency_level, e.last_validated_at, e.last_validated_by_id, e.imported_at, e.imported_validator_id)
              IS NOT DISTINCT FROM
              (NEW.proficiency_level, NEW.last_validated_at, NEW.last_validated_by_id, NEW.imported_at, NEW.imported_validator_id)) THEN
    RAISE EXCEPTION 'the level that suggestion % withdrew is marked as restored, but is not validated', NEW.suggestion_id USING ERRCODE = 'SK441';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.skill_held(p_id bigint)
 RETURNS TABLE(skill_name text, category text, is_active boolean)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    RETURN QUERY SELECT s.skill_name::text, s.category::text, s.is_active FROM skills s WHERE s.id = p_id;
  ELSE
    RETURN QUERY SELECT s.skill_name::text, s.category::text, s.is_active FROM skills s WHERE s.id = p_id FOR SHARE;
  END IF;
END
$function$;

CREATE OR REPLACE FUNCTION public.suggestions_before_merge(p_skill_id bigint, p_into_id bigint)
 RETURNS TABLE(id bigint, profile_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH levels AS MATERIALIZED (SELECT l.profile_id, l.proficiency_level, l.moves FROM levels_of_merge(p_skill_id, p_into_id) l)
  SELECT g.id, g.profile_id
    FROM suggestions g
    LEFT JOIN levels l ON l.profile_id = g.profile_id
    LEFT JOIN employee_skills t ON t.profile_id = g.profile_id AND t.skill_id = p_into_id
    LEFT JOIN suggestions o ON o.profile_id = g.profile_id AND o.skill_id = p_into_id AND o.status = 'PENDING'
   WHERE g.skill_id = p_skill_id AND g.status = 'PENDING'
     AND (o.id IS NOT NULL
          OR g.source = 'SYSTEM_FLAG' AND l.moves IS NOT TRUE
          OR g.source = 'SELF_REPORT' AND t.proficiency_level = g.suggested_proficiency)
  UNION ALL
  SELECT g.id, g.profile_id
    FROM suggestions g JOIN levels l ON l.profile_id = g.profile_id AND l.moves AND l.proficiency_level = g.suggested_proficiency
   WHERE g.skill_id = p_into_id AND g.status = 'PENDING' AND g.source = 'SELF_REPORT'
     AND NOT EXISTS (SELECT FROM suggestions o WHERE o.profile_id = g.profile_id AND o.skill_id = p_skill_id AND o.status = 'PENDING')
$function$;

CREATE OR REPLACE FUNCTION public.tables_are_copied()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (to_regclass('pg_catalog.pg_dist_local_group'::text) IS NOT NULL);

CREATE OR REPLACE FUNCTION public.texts_wait_for_erasing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM public.wait_for_erasing();
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION public.timeline_of_person(p_profile_id bigint, p_as_of timestamp with time zone)
 RETURNS TABLE(at timestamp with time zone, place integer, id bigint, kind text, project_id bigint, skill_id bigint, level proficiency_level, previous_level proficiency_level, is_imported boolean, by_id bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
DECLARE
  assignment_entries CONSTANT jsonb := (
    SELECT coalesce(jsonb_agg(e), '[]')
      FROM (SELECT h.assignment_id, min(h.recorded_at) FILTER (WHERE h.is_start) AS start_at, max(h.recorded_at) FILTER (WHERE h.is_end) AS end_at
              FROM assignment_history h WHERE h.profile_id = p_profile_id GROUP BY h.assignment_id) e);
  level_entries CONSTANT jsonb := (SELECT coalesce(jsonb_agg(h), '[]') FROM validated_skill_history h WHERE h.profile_id = p_profile_id);
BEGIN
  RETURN QUERY
  WITH recorded AS MATERIALIZED (
    SELECT assignment_id, start_at, end_at
      FROM jsonb_to_recordset(assignment_entries) AS h(assignment_id bigint, start_at timestamptz, end_at timestamptz)
  ), assigned AS (
    SELECT a.id, a.project_id, a.assigned_by_id, a.started_at, a.ended_at, p.completed_at,
           coalesce(r.start_at, a.started_at) AS start_recorded_at, coalesce(r.end_at, a.ended_at) AS end_recorded_at
      FROM assignments a JOIN projects p ON p.id = a.project_id LEFT JOIN recorded r ON r.assignment_id = a.id
     WHERE a.profile_id = p_profile_id
  ), levels AS MATERIALIZED (
    SELECT h.id, h.recorded_at, h.skill_id, h.caused_by_id, h.before, h.after, h.merged_with_id IS NOT NULL AS is_merge, row_number() OVER history AS number,
           lag(h.before ->> 'validatedAt') OVER history = h.after ->> 'validatedAt' AND lag(h.after IS NULL) OVER history AS is_restored
      FROM jsonb_to_recordset(level_entries) AS h(id bigint, recorded_at timestamptz, skill_id bigint, caused_by_id bigint, before jsonb, after jsonb, merged_with_id bigint)
    WINDOW history AS (PARTITION BY h.skill_id ORDER BY h.recorded_at, h.id)
  ), before_log AS (
    SELECT l.skill_id, (l.before ->> 'validatedAt')::timestamptz AS at, (l.before ->> 'level')::proficiency_level AS level,
           l.before ? 'imported' AS is_imported, coalesce(l.before ->> 'importedValidatorId', l.before ->> 'validatedById')::bigint AS by_id
      FROM levels l WHERE l.number = 1 AND l.before IS NOT NULL
    UNION ALL
    SELECT s.skill_id, s.last_validated_at, s.proficiency_level, s.imported_at IS NOT NULL, coalesce(s.imported_validator_id, s.last_validated_by_id)
      FROM employee_skills s WHERE s.profile_id = p_profile_id AND NOT EXISTS (SELECT FROM levels l WHERE l.skill_id = s.skill_id)
  )
  SELECT started_at, 1, id, 'joined', project_id, NULL::bigint, NULL::proficiency_level, NULL::proficiency_level, false, assigned_by_id
    FROM assigned WHERE start_recorded_at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT ended_at, 2, id, CASE WHEN ended_at >= completed_at THEN 'completed' ELSE 'left' END, project_id, NULL, NULL, NULL, false, NULL
    FROM assigned WHERE end_recorded_at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT at, 3, skill_id, 'validated', NULL, skill_id, level, NULL, is_imported, by_id
    FROM before_log WHERE at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT CASE WHEN l.after IS NULL OR l.is_restored OR l.is_merge THEN l.recorded_at ELSE (l.after ->> 'validatedAt')::timestamptz END, 4, l.id,
         CASE WHEN l.is_merge THEN 'merged'
              WHEN l.after IS NULL THEN 'withdrawn'
              WHEN l.is_restored THEN 'restored'
              WHEN l.before IS NULL THEN 'validated'
              WHEN l.before ->> 'level' = l.after ->> 'level' THEN 'confirmed'
              ELSE 'level_changed' END,
         NULL, l.skill_id, (l.after ->> 'level')::proficiency_level, (l.before ->> 'level')::proficiency_level,
         coalesce(l.after ? 'imported', false),
         CASE WHEN l.after IS NULL OR l.is_restored OR l.is_merge THEN l.caused_by_id
              ELSE coalesce(l.after ->> 'importedValidatorId', l.after ->> 'validatedById')::bigint END
    FROM levels l
   WHERE l.recorded_at <= coalesce(p_as_of, 'infinity')
     -- The same validation with another validator is a correction, for example after an erasure.
     AND (l.before ->> 'level', l.before ->> 'validatedAt') IS DISTINCT FROM (l.after ->> 'level', l.after ->> 'validatedAt');
END
$function$;

CREATE OR REPLACE FUNCTION public.unrecognizable_fingerprints()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT count(*) FROM erased_fingerprints WHERE key_id <> (SELECT erasure_key_id(erasure_key()))
$function$;
ALTER FUNCTION unrecognizable_fingerprints() OWNER TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION public.validated_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[])
 RETURNS TABLE(profile_id bigint, skill_id bigint, proficiency_level proficiency_level, last_validated_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH pairs AS MATERIALIZED (
    SELECT profile_id, skill_id, validated FROM logged_skills_as_of(p_as_of, p_profile_ids, p_skill_ids)
  ), levels AS (
    SELECT profile_id, skill_id, (validated ->> 'level')::proficiency_level AS proficiency_level,
           (validated ->> 'validatedAt')::timestamptz AS last_validated_at
      FROM pairs WHERE validated IS NOT NULL
    UNION ALL
    SELECT e.profile_id, e.skill_id, e.proficiency_level, e.last_validated_at
      FROM employee_skills e LEFT JOIN pairs p ON p.profile_id = e.profile_id AND p.skill_id = e.skill_id
     WHERE p.profile_id IS NULL
       AND (p_profile_ids IS NULL OR e.profile_id = ANY (p_profile_ids)) AND (p_skill_ids IS NULL OR e.skill_id = ANY (p_skill_ids))
  )
  SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM levels WHERE last_validated_at <= p_as_of;
END
$function$;

CREATE OR REPLACE FUNCTION public.wait_for_changes()
 RETURNS void
 LANGUAGE sql
RETURN CASE WHEN tables_are_copied() THEN pg_advisory_xact_lock_shared((hashtext('change copied tables'::text))::bigint) ELSE NULL::void END;

CREATE OR REPLACE FUNCTION public.wait_for_erasing()
 RETURNS void
 LANGUAGE sql
RETURN pg_advisory_xact_lock_shared((hashtext('erase a person'::text))::bigint);

-- Grants

GRANT EXECUTE ON FUNCTION announce_ended_credentials() TO PUBLIC;
GRANT EXECUTE ON FUNCTION are_clean_lines(lines text[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION can_sign_in(p_profile_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION change_in_turn() TO PUBLIC;
GRANT EXECUTE ON FUNCTION check_merging() TO PUBLIC;
GRANT EXECUTE ON FUNCTION check_new_proposal() TO PUBLIC;
GRANT EXECUTE ON FUNCTION check_new_update() TO PUBLIC;
GRANT EXECUTE ON FUNCTION check_restoring() TO PUBLIC;
GRANT EXECUTE ON FUNCTION default_signal_weight(p_signal_type signal_type) TO PUBLIC;
GRANT EXECUTE ON FUNCTION emit_skill_signals(p_user_id bigint, p_source_type signal_source_type, p_source_id bigint, p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_at timestamp with time zone) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION emit_skill_signals_in_bulk(p_user_ids bigint[], p_source_type signal_source_type, p_source_ids bigint[], p_signal_type signal_type, p_skill_ids bigint[], p_weight integer, p_created_ats timestamp with time zone[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION end_access_by_former_password() TO PUBLIC;
GRANT EXECUTE ON FUNCTION end_access_of_person() TO PUBLIC;
GRANT EXECUTE ON FUNCTION end_what_person_gave(p_profile_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION end_what_token_gave() TO PUBLIC;
GRANT EXECUTE ON FUNCTION ends_before_updates(p_assignment_ids bigint[], p_ended_ats timestamp with time zone[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION erased_fingerprint(key bytea, kind text, value text) TO skilltrace_ledger;
GRANT EXECUTE ON FUNCTION erased_identities(p_emails text[], p_external_ids text[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION erased_updates(p_project_id bigint, p_external_ids text[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION erasure_key() TO skilltrace_ledger;
GRANT EXECUTE ON FUNCTION erasure_key_id(key bytea) TO skilltrace_ledger;
GRANT EXECUTE ON FUNCTION evidence_of_person(p_user_id bigint, p_skill_ids bigint[], p_validated_ats timestamp with time zone[], p_now timestamp with time zone, p_weeks integer, p_most_recent integer, p_excerpt_length integer, p_readable_projects bigint[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION forget_words_of_erased(p_profile_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION hold_proposed_name(p_name text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION import_progress_updates(p_project_ids bigint[], p_project_external_ids text[], p_user_ids bigint[], p_emails text[], p_contents text[], p_external_ids text[], p_created_ats timestamp with time zone[], p_weight integer) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION in_register(name text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION is_clean_line(value text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION keep_former_names_of_skills() TO PUBLIC;
GRANT EXECUTE ON FUNCTION keep_inactive_since() TO PUBLIC;
GRANT EXECUTE ON FUNCTION leads_this_person(p_lead_id bigint, p_person_id bigint) TO PUBLIC;
GRANT EXECUTE ON FUNCTION levels_of_merge(p_skill_id bigint, p_into_id bigint) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION levels_of_merge(p_skill_id bigint, p_into_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION limit_saved_views() TO PUBLIC;
GRANT EXECUTE ON FUNCTION logged_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[]) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION logged_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION match_of(name text, search text) TO PUBLIC;
GRANT EXECUTE ON FUNCTION may_see_skills_of_others(p_viewer_id bigint) TO PUBLIC;
GRANT EXECUTE ON FUNCTION may_see_work_on(p_viewer_id bigint, p_project_id bigint) TO PUBLIC;
GRANT EXECUTE ON FUNCTION merged_into_in_log(p_skill_id bigint) TO skilltrace_ledger;
GRANT EXECUTE ON FUNCTION move_pending_suggestions(p_skill_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION moved_suggestions_in_log(p_skill_id bigint) TO skilltrace_ledger;
GRANT EXECUTE ON FUNCTION on_coordinator() TO PUBLIC;
GRANT EXECUTE ON FUNCTION people_held(p_ids bigint[]) TO PUBLIC;
GRANT EXECUTE ON FUNCTION person_of_origin(p_origin_id bigint) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION person_of_origin(p_origin_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION post_progress_update(p_project_id bigint, p_user_id bigint, p_content text, p_external_id text, p_created_at timestamp with time zone, p_weight integer) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION readmit_erased(p_email text) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION record_import(p_kind text, p_is_whole boolean, p_counts jsonb) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION refuse_access_for_erased() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_comment() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_decision() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_erased() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_origin() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_proposal() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_change_of_withdrawal() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_current_names_as_aliases() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_decision_about_oneself() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_early_assignment_start() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_future_time() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_gift_beyond_token() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_gift_of_non_admin() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_ledger_change() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_loss_of_last_admin() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_sharing_elsewhere() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_unclean_text() TO PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_use_of_merged_skill() TO PUBLIC;
GRANT EXECUTE ON FUNCTION replace_texts_of_comments(p_ids bigint[], p_texts text[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION replace_texts_of_updates(p_ids bigint[], p_texts text[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION require_comment_of_decider() TO PUBLIC;
GRANT EXECUTE ON FUNCTION require_comment_on_withdrawal() TO PUBLIC;
GRANT EXECUTE ON FUNCTION require_decision_or_validation() TO PUBLIC;
GRANT EXECUTE ON FUNCTION skill_held(p_id bigint) TO PUBLIC;
GRANT EXECUTE ON FUNCTION suggestions_before_merge(p_skill_id bigint, p_into_id bigint) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION suggestions_before_merge(p_skill_id bigint, p_into_id bigint) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION tables_are_copied() TO PUBLIC;
GRANT EXECUTE ON FUNCTION texts_wait_for_erasing() TO PUBLIC;
GRANT EXECUTE ON FUNCTION timeline_of_person(p_profile_id bigint, p_as_of timestamp with time zone) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION timeline_of_person(p_profile_id bigint, p_as_of timestamp with time zone) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION unrecognizable_fingerprints() TO skilltrace_server;
GRANT EXECUTE ON FUNCTION validated_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[]) TO skilltrace_reader;
GRANT EXECUTE ON FUNCTION validated_skills_as_of(p_as_of timestamp with time zone, p_profile_ids bigint[], p_skill_ids bigint[]) TO skilltrace_server;
GRANT EXECUTE ON FUNCTION wait_for_changes() TO PUBLIC;
GRANT EXECUTE ON FUNCTION wait_for_erasing() TO PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO skilltrace_ledger;
GRANT USAGE ON SCHEMA public TO skilltrace_reader;
GRANT USAGE ON SCHEMA public TO skilltrace_server;
GRANT USAGE ON SEQUENCE ledger_checkpoints_id_seq TO skilltrace_server;
GRANT USAGE ON SEQUENCE progress_updates_id_seq TO skilltrace_ledger;
GRANT SELECT ON TABLE active_assignments TO skilltrace_reader;
GRANT SELECT ON TABLE active_assignments TO skilltrace_server;
GRANT INSERT, SELECT, UPDATE ON TABLE api_tokens TO skilltrace_server;
GRANT SELECT ON TABLE assignment_history TO skilltrace_reader;
GRANT SELECT ON TABLE assignment_history TO skilltrace_server;
GRANT SELECT ON TABLE assignment_periods TO skilltrace_reader;
GRANT SELECT ON TABLE assignment_periods TO skilltrace_server;
GRANT SELECT ON TABLE assignments TO skilltrace_ledger;
GRANT SELECT ON TABLE assignments TO skilltrace_reader;
GRANT INSERT, SELECT, UPDATE ON TABLE assignments TO skilltrace_server;
GRANT INSERT (origin_id, action, subject_type, subject_id, project_id, profile_id, skill_id, details), SELECT ON TABLE audit_entries TO skilltrace_ledger;
GRANT SELECT ON TABLE audit_entries TO skilltrace_server;
GRANT INSERT (profile_id, via, api_token_id, request_id, address, user_agent), SELECT, UPDATE (address, user_agent) ON TABLE audit_origins TO skilltrace_ledger;
GRANT SELECT (id, profile_id) ON TABLE audit_origins TO skilltrace_reader;
GRANT SELECT ON TABLE audit_origins TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE auth_accounts TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE auth_sessions TO skilltrace_server;
GRANT SELECT ON TABLE core_stack TO skilltrace_reader;
GRANT SELECT ON TABLE core_stack TO skilltrace_server;
GRANT SELECT ON TABLE core_stack_periods TO skilltrace_reader;
GRANT SELECT ON TABLE core_stack_periods TO skilltrace_server;
GRANT SELECT ON TABLE core_stack_validations TO skilltrace_reader;
GRANT SELECT ON TABLE core_stack_validations TO skilltrace_server;
GRANT SELECT, UPDATE (content) ON TABLE decision_comments TO skilltrace_ledger;
GRANT SELECT ON TABLE decision_comments TO skilltrace_reader;
GRANT INSERT, SELECT ON TABLE decision_comments TO skilltrace_server;
GRANT SELECT ON TABLE employee_skills TO skilltrace_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE employee_skills TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE (identity) ON TABLE erased_fingerprints TO skilltrace_ledger;
GRANT DELETE, INSERT, SELECT ON TABLE former_identities TO skilltrace_ledger;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE idempotency_keys TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE invitations TO skilltrace_server;
GRANT INSERT, SELECT ON TABLE ledger_checkpoint_parts TO skilltrace_server;
GRANT INSERT, SELECT ON TABLE ledger_checkpoints TO skilltrace_server;
GRANT INSERT, SELECT ON TABLE ledger_clusters TO skilltrace_server;
GRANT INSERT, SELECT, UPDATE ON TABLE mentorship_sessions TO skilltrace_server;
GRANT SELECT, UPDATE (erased_at) ON TABLE profiles TO skilltrace_ledger;
GRANT SELECT ON TABLE profiles TO skilltrace_reader;
GRANT INSERT, SELECT, UPDATE ON TABLE profiles TO skilltrace_server;
GRANT DELETE, INSERT, SELECT ON TABLE progress_update_keys TO skilltrace_ledger;
GRANT SELECT ON TABLE progress_update_keys TO skilltrace_server;
GRANT INSERT (id, project_id, user_id, content, external_id, created_at), SELECT, UPDATE (content, external_id) ON TABLE progress_updates TO skilltrace_ledger;
GRANT SELECT ON TABLE progress_updates TO skilltrace_reader;
GRANT SELECT, UPDATE (content, edited_at) ON TABLE progress_updates TO skilltrace_server;
GRANT SELECT ON TABLE project_leads TO skilltrace_reader;
GRANT SELECT ON TABLE project_leads TO skilltrace_server;
GRANT SELECT ON TABLE project_skills TO skilltrace_ledger;
GRANT SELECT ON TABLE project_skills TO skilltrace_reader;
GRANT DELETE, INSERT, SELECT ON TABLE project_skills TO skilltrace_server;
GRANT SELECT, UPDATE (completed_at) ON TABLE projects TO skilltrace_ledger;
GRANT SELECT ON TABLE projects TO skilltrace_reader;
GRANT INSERT, SELECT, UPDATE ON TABLE projects TO skilltrace_server;
GRANT SELECT ON TABLE restorable_levels TO skilltrace_reader;
GRANT SELECT ON TABLE restorable_levels TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE (name, search, project_id) ON TABLE saved_views TO skilltrace_server;
GRANT SELECT ON TABLE schema_migrations TO skilltrace_server;
GRANT SELECT ON TABLE schema_repeatables TO skilltrace_server;
GRANT INSERT, SELECT, UPDATE ON TABLE seen_decisions TO skilltrace_server;
GRANT SELECT ON TABLE shared_skills TO skilltrace_reader;
GRANT SELECT ON TABLE shared_skills TO skilltrace_server;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE sign_in_failures TO skilltrace_server;
GRANT SELECT ON TABLE signal_ledger TO skilltrace_reader;
GRANT SELECT ON TABLE signal_ledger TO skilltrace_server;
GRANT SELECT ON TABLE skill_former_names TO skilltrace_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE skill_former_names TO skilltrace_server;
GRANT SELECT ON TABLE skill_names TO skilltrace_reader;
GRANT SELECT ON TABLE skill_names TO skilltrace_server;
GRANT DELETE, SELECT, UPDATE (comment) ON TABLE skill_proposals TO skilltrace_ledger;
GRANT INSERT (profile_id, name, reason), SELECT, UPDATE (name, reason, status, answered_at, answered_by_id, skill_id, comment) ON TABLE skill_proposals TO skilltrace_server;
GRANT SELECT ON TABLE skills TO skilltrace_ledger;
GRANT SELECT ON TABLE skills TO skilltrace_reader;
GRANT INSERT, SELECT, UPDATE ON TABLE skills TO skilltrace_server;
GRANT SELECT ON TABLE suggestion_routes TO skilltrace_reader;
GRANT SELECT ON TABLE suggestion_routes TO skilltrace_server;
GRANT DELETE, SELECT, UPDATE (skill_id) ON TABLE suggestions TO skilltrace_ledger;
GRANT SELECT ON TABLE suggestions TO skilltrace_reader;
GRANT INSERT, SELECT, UPDATE (status, resolved_at, resolved_by_id, resolved_proficiency) ON TABLE suggestions TO skilltrace_server;
GRANT INSERT (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id), SELECT ON TABLE user_skill_signals TO skilltrace_ledger;
GRANT SELECT ON TABLE user_skill_signals TO skilltrace_reader;
GRANT SELECT ON TABLE user_skill_signals TO skilltrace_server;
GRANT SELECT ON TABLE validated_skill_history TO skilltrace_reader;
GRANT SELECT ON TABLE validated_skill_history TO skilltrace_server;
GRANT SELECT ON TABLE withdrawn_levels TO skilltrace_reader;
GRANT INSERT (profile_id, suggestion_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at, imported_validator_id), SELECT, UPDATE (restored_at, restored_by_id) ON TABLE withdrawn_levels TO skilltrace_server;
GRANT SELECT ON TABLE work_readers TO skilltrace_reader;
GRANT SELECT ON TABLE work_readers TO skilltrace_server;
