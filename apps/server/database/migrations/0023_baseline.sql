-- The schema as the migrations 0001 to 0023 made it: tables, types, keys, indexes and data. A database that has all of them has this one
-- (`applied-migrations.ts`). Functions, views and triggers are files in the folders beside this one; rights are in `grants.sql`.

-- The checksum of each migration when it ran: a file that was changed since is noticed at the next start.
ALTER TABLE schema_migrations ADD COLUMN checksum text CHECK (checksum ~ '^[0-9a-f]{64}$');

-- Names are sorted by what people type: capitals beside small letters, and letters with marks beside those without. A collation of ICU
-- would do as much, but its order depends on the library's version, and an index that was built with another version misses rows.
-- Decomposed, 200 characters are 2,400 bytes at most, which an index entry still holds. Indexes use this function.
CREATE FUNCTION in_register(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  -- Most names are ASCII, and need no more than small letters: 0.5 µs instead of 3.4.
  RETURN CASE WHEN octet_length(name) = length(name) THEN lower(name)
              ELSE regexp_replace(lower(normalize(name, NFD)), '[\u0300-\u036f]', '', 'g') END;

-- Times are kept to the millisecond, which is what a client's Date holds: a cursor or an `asOf` from a response then names exactly the
-- rows it came from. now() is rounded to it, up as often as down: hence the millisecond that the checks against the future allow.
CREATE TYPE project_status AS ENUM ('active', 'completed', 'archived');
CREATE TYPE session_focus AS ENUM ('project_support', 'technical_guidance', 'career_guidance', 'life_leadership', 'alumni_advice');
CREATE TYPE mentorship_status AS ENUM ('pending', 'accepted', 'declined', 'completed', 'cancelled');
CREATE TYPE proficiency_level AS ENUM ('NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT');
CREATE TYPE suggestion_source AS ENUM ('SELF_REPORT', 'SYSTEM_FLAG');
CREATE TYPE suggestion_status AS ENUM ('PENDING', 'APPROVED', 'ADJUSTED', 'REJECTED');

CREATE TABLE profiles (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  title text,
  avatar_url text,
  is_admin boolean NOT NULL DEFAULT false,
  external_id text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  deactivated_at timestamptz(3),
  erased_at timestamptz(3),
  -- The row of an erased person stays, because the ledgers refer to it, and identifies no person.
  CONSTRAINT profiles_erased_are_nobody CHECK (erased_at IS NULL OR (
    name = 'Former member' AND email = 'former-member-' || id || '@erased.invalid' AND NOT email_verified AND title IS NULL
    AND avatar_url IS NULL AND external_id IS NULL AND NOT is_admin AND deactivated_at IS NOT NULL)),
  -- A person with such an address could keep another from being erased.
  CONSTRAINT profiles_erased_addresses CHECK (erased_at IS NOT NULL OR lower(email) NOT LIKE '%@erased.invalid')
);
CREATE UNIQUE INDEX profiles_email_key ON profiles (lower(email));
CREATE UNIQUE INDEX profiles_external_id_key ON profiles (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX profiles_name_idx ON profiles (in_register(name), id);

CREATE TABLE skills (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_name text NOT NULL,
  category text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE UNIQUE INDEX skills_skill_name_key ON skills (skill_name);
CREATE INDEX skills_name_idx ON skills (in_register(skill_name), id);

CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  status project_status NOT NULL DEFAULT 'active',
  tech_lead_id bigint NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}'::jsonb CHECK (jsonb_typeof(metadata) = 'object'),
  external_id text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  completed_at timestamptz(3),
  CHECK (status <> 'completed' OR completed_at IS NOT NULL)
);
CREATE UNIQUE INDEX projects_external_id_key ON projects (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX projects_tech_lead_id_idx ON projects (tech_lead_id);
CREATE INDEX projects_name_idx ON projects (in_register(name), id);

CREATE TABLE project_skills (
  project_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  PRIMARY KEY (project_id, skill_id)
);
CREATE INDEX project_skills_skill_id_idx ON project_skills (skill_id);

-- From here on, the big tables are per person, and every unique key of theirs holds the person.
CREATE TABLE assignments (
  id bigint GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  project_id bigint NOT NULL,
  role text NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  started_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  ended_at timestamptz(3),
  PRIMARY KEY (profile_id, id),
  CHECK (ended_at >= started_at)
);
CREATE INDEX assignments_id_idx ON assignments (id);
CREATE UNIQUE INDEX assignments_one_active_key ON assignments (profile_id, project_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_project_id_idx ON assignments (project_id, profile_id);

CREATE TABLE progress_updates (
  id bigint GENERATED ALWAYS AS IDENTITY,
  project_id bigint NOT NULL,
  user_id bigint NOT NULL,
  content text NOT NULL CHECK (char_length(content) BETWEEN 1 AND 10000),
  external_id text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  edited_at timestamptz(3),
  PRIMARY KEY (user_id, id),
  CHECK (created_at <= now() + interval '1 millisecond')
);
CREATE INDEX progress_updates_id_idx ON progress_updates (id);
CREATE UNIQUE INDEX progress_updates_external_id_key ON progress_updates (project_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX progress_updates_project_id_idx ON progress_updates (project_id, created_at DESC, id DESC);
-- The newest updates of all people, for those who may see them all.
CREATE INDEX progress_updates_created_at_idx ON progress_updates (created_at DESC, id DESC);
CREATE INDEX progress_updates_user_id_idx ON progress_updates (user_id, created_at DESC, id DESC);

CREATE TABLE mentorship_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  intern_id bigint NOT NULL,
  mentor_id bigint NOT NULL,
  session_focus session_focus NOT NULL,
  project_id bigint,
  status mentorship_status NOT NULL DEFAULT 'pending',
  scheduled_at timestamptz(3),
  completed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  CHECK (intern_id <> mentor_id)
);
CREATE INDEX mentorship_sessions_intern_id_idx ON mentorship_sessions (intern_id, created_at DESC, id DESC);
CREATE INDEX mentorship_sessions_mentor_id_idx ON mentorship_sessions (mentor_id, created_at DESC, id DESC);

CREATE TABLE employee_skills (
  profile_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  proficiency_level proficiency_level NOT NULL,
  last_validated_at timestamptz(3) NOT NULL CHECK (last_validated_at <= now() + interval '1 millisecond'),
  last_validated_by_id bigint,
  -- The nightly job reads every validated skill and finds what it needs in the key alone. On ten million rows in no order, fetching each
  -- from the table made the job four times as slow.
  PRIMARY KEY (profile_id, skill_id) INCLUDE (last_validated_at, proficiency_level),
  CHECK (last_validated_by_id <> profile_id)
);
CREATE INDEX employee_skills_skill_id_idx ON employee_skills (skill_id);

CREATE TABLE suggestions (
  id bigint GENERATED ALWAYS AS IDENTITY,
  profile_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  suggested_proficiency proficiency_level NOT NULL,
  status suggestion_status NOT NULL DEFAULT 'PENDING',
  source suggestion_source NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  resolved_at timestamptz(3),
  resolved_by_id bigint,
  resolved_proficiency proficiency_level,
  PRIMARY KEY (profile_id, id),
  CHECK ((status = 'PENDING') = (resolved_at IS NULL)),
  CHECK (resolved_by_id <> profile_id),
  CONSTRAINT suggestions_decided_by_somebody CHECK ((status = 'PENDING') = (resolved_by_id IS NULL)),
  CONSTRAINT suggestions_pending_without_level CHECK (status <> 'PENDING' OR resolved_proficiency IS NULL),
  CONSTRAINT suggestions_granted_with_level CHECK (status NOT IN ('APPROVED', 'ADJUSTED') OR resolved_proficiency IS NOT NULL)
);
CREATE INDEX suggestions_id_idx ON suggestions (id);
CREATE UNIQUE INDEX suggestions_one_pending_key ON suggestions (profile_id, skill_id) WHERE status = 'PENDING';

CREATE TYPE signal_source_type AS ENUM ('project', 'update', 'mentorship');
CREATE TYPE signal_type AS ENUM ('joined', 'update', 'completed');

CREATE TABLE user_skill_signals (
  id bigint GENERATED ALWAYS AS IDENTITY,
  user_id bigint NOT NULL,
  skill_id bigint NOT NULL,
  source_type signal_source_type NOT NULL CHECK (source_type <> 'mentorship'),
  source_id bigint NOT NULL,
  signal_type signal_type NOT NULL,
  weight integer NOT NULL CHECK (weight > 0),
  created_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  PRIMARY KEY (user_id, skill_id, source_type, source_id, signal_type),
  CHECK ((source_type = 'update') = (signal_type = 'update')),
  CHECK (created_at <= recorded_at)
);
-- A person's charts read this index alone: 0.3–0.5 ms p50 at ten million rows, and the tail three times worse without it.
CREATE INDEX user_skill_signals_person_idx ON user_skill_signals (user_id, created_at DESC, id DESC)
  INCLUDE (skill_id, source_type, source_id, signal_type, weight, recorded_at);
-- Only the newest signals of all people need the ledger in order of time.
CREATE INDEX user_skill_signals_created_at_idx ON user_skill_signals (created_at DESC, id DESC);

-- Foreign keys are apart from the tables, so that they can be dropped and added again when a table is distributed.
ALTER TABLE projects ADD CONSTRAINT projects_tech_lead_id_fkey FOREIGN KEY (tech_lead_id) REFERENCES profiles (id);
ALTER TABLE project_skills ADD CONSTRAINT project_skills_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);
ALTER TABLE project_skills ADD CONSTRAINT project_skills_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills (id);
ALTER TABLE assignments ADD CONSTRAINT assignments_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE assignments ADD CONSTRAINT assignments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);
ALTER TABLE progress_updates ADD CONSTRAINT progress_updates_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles (id);
ALTER TABLE progress_updates ADD CONSTRAINT progress_updates_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);
ALTER TABLE mentorship_sessions ADD CONSTRAINT mentorship_sessions_intern_id_fkey FOREIGN KEY (intern_id) REFERENCES profiles (id);
ALTER TABLE mentorship_sessions ADD CONSTRAINT mentorship_sessions_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES profiles (id);
ALTER TABLE mentorship_sessions ADD CONSTRAINT mentorship_sessions_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);
ALTER TABLE employee_skills ADD CONSTRAINT employee_skills_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE employee_skills ADD CONSTRAINT employee_skills_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills (id);
ALTER TABLE employee_skills ADD CONSTRAINT employee_skills_last_validated_by_id_fkey FOREIGN KEY (last_validated_by_id) REFERENCES profiles (id);
ALTER TABLE suggestions ADD CONSTRAINT suggestions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE suggestions ADD CONSTRAINT suggestions_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills (id);
ALTER TABLE suggestions ADD CONSTRAINT suggestions_resolved_by_id_fkey FOREIGN KEY (resolved_by_id) REFERENCES profiles (id);
ALTER TABLE user_skill_signals ADD CONSTRAINT user_skill_signals_user_id_fkey FOREIGN KEY (user_id) REFERENCES profiles (id);
ALTER TABLE user_skill_signals ADD CONSTRAINT user_skill_signals_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills (id);

-- The answer to a POST that carried an Idempotency-Key, written in the transaction of the work itself: either both
-- exist or neither. Keys are kept as hashes and answers sealed, because an answer may hold a secret that is shown once.
CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  key_hash bytea NOT NULL,
  request_hash bytea,
  response bytea,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  PRIMARY KEY (caller, key_hash)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- How people sign in. What identifies them is in profiles only.
-- auth_sessions, auth_accounts and auth_verifications have the columns that better-auth expects.

-- A browser's session. The cookie holds the token with a signature under the server's secret, so that this table alone
-- signs nobody in.
CREATE TABLE auth_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token text NOT NULL,
  profile_id bigint NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  -- A persona of the demo, signed in with a click: the session is valid while the demo is on.
  without_password boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX auth_sessions_token_key ON auth_sessions (token);
CREATE INDEX auth_sessions_profile_id_idx ON auth_sessions (profile_id);

-- A way to sign in. A password is the account of provider 'credential', whose account_id is the profile's own id.
CREATE TABLE auth_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  CHECK (provider_id <> 'credential' OR (account_id = profile_id::text AND password IS NOT NULL))
);
CREATE UNIQUE INDEX auth_accounts_account_key ON auth_accounts (provider_id, account_id);
CREATE INDEX auth_accounts_profile_id_idx ON auth_accounts (profile_id);

CREATE TABLE auth_verifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE INDEX auth_verifications_identifier_idx ON auth_verifications (identifier);

-- A program's token, kept as its SHA-256: it is random enough that nothing slower is needed.
CREATE TABLE api_tokens (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  created_by_id bigint,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE UNIQUE INDEX api_tokens_token_hash_key ON api_tokens (token_hash);
CREATE INDEX api_tokens_profile_id_idx ON api_tokens (profile_id);
CREATE INDEX api_tokens_standing_idx ON api_tokens (created_at DESC, id DESC) WHERE revoked_at IS NULL;

-- The one open invitation of a person: a new one replaces it, and using it deletes it.
CREATE TABLE invitations (
  profile_id bigint PRIMARY KEY,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  created_by_id bigint,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX invitations_code_hash_key ON invitations (code_hash);

-- An attempt to sign in that failed or is still running. The account is a hash, because people also type their password into the field
-- of the address. Rows are deleted once they no longer count.
CREATE TABLE sign_in_failures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL,
  account_hash bytea NOT NULL,
  attempted_at timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_failures_address_idx ON sign_in_failures (address, attempted_at);
CREATE INDEX sign_in_failures_attempted_at_idx ON sign_in_failures (attempted_at);

ALTER TABLE auth_sessions ADD CONSTRAINT auth_sessions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE auth_accounts ADD CONSTRAINT auth_accounts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles (id);
ALTER TABLE invitations ADD CONSTRAINT invitations_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE invitations ADD CONSTRAINT invitations_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles (id);

-- The audit log: triggers write it in the transaction of the change, so that neither exists without the other, however a row was written.
-- Only the role that no connection uses has INSERT.
-- An entry holds ids, names of skills, levels and times. It holds no name, address or words of a person, so that a person can be erased
-- and the log stays as it is.
CREATE TYPE audit_action AS ENUM (
  'log.started', 'table.truncated', 'import.run',
  'skill.created', 'skill.renamed', 'skill.recategorised', 'skill.activated', 'skill.deactivated', 'skill.deleted',
  'project.created', 'project.changed', 'project.completed', 'project.archived', 'project.reopened',
  'project.lead_set', 'project.lead_removed', 'project.deleted', 'project_scope.added', 'project_scope.removed',
  'assignment.started', 'assignment.ended', 'assignment.retagged', 'assignment.changed', 'assignment.deleted',
  'person.created', 'person.changed', 'person.made_admin', 'person.admin_withdrawn', 'person.left', 'person.returned',
  'person.erased', 'person.deleted', 'invitation.made', 'sign_in.password_set', 'sign_in.added', 'sign_in.removed',
  'sign_in.sessions_ended',
  'api_token.created', 'api_token.changed', 'api_token.revoked', 'api_token.deleted',
  'validated_skill.added', 'validated_skill.changed', 'validated_skill.withdrawn',
  'suggestion.approved', 'suggestion.adjusted', 'suggestion.rejected', 'suggestion.deleted'
);
CREATE TYPE audit_subject AS ENUM (
  'log', 'import', 'skill', 'project', 'assignment', 'person', 'invitation', 'sign_in', 'api_token', 'validated_skill', 'suggestion'
);

-- The person, the way and the address: one row for each transaction that changed something, written with its first entry.
-- address and user_agent may be blanked when a person is erased; nothing else changes.
CREATE TABLE audit_origins (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Recognizes the row within its own transaction. It means nothing later: a restored database starts counting again.
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  profile_id bigint REFERENCES profiles (id),
  via text NOT NULL CHECK (via IN ('session', 'token', 'nobody', 'command', 'server')),
  api_token_id bigint REFERENCES api_tokens (id),
  request_id text CHECK (char_length(request_id) <= 100),
  address text CHECK (char_length(address) <= 100),
  user_agent text CHECK (char_length(user_agent) <= 200),
  CHECK ((via IN ('session', 'token')) = (profile_id IS NOT NULL)),
  CHECK ((via = 'token') = (api_token_id IS NOT NULL))
);
CREATE INDEX audit_origins_profile_id_idx ON audit_origins (profile_id);

-- No foreign keys: they would cost an import of 100,000 rows more than the entries themselves, and the subject of an entry may be deleted.
-- An entry without an origin was not written by the server.
CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY,
  recorded_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  origin_id bigint,
  -- The role that the statement came from, or the login where it took on none.
  database_role text NOT NULL DEFAULT CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END,
  action audit_action NOT NULL,
  subject_type audit_subject NOT NULL,
  subject_id bigint,
  project_id bigint,
  profile_id bigint,
  skill_id bigint,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (recorded_at, id)
);
CREATE INDEX audit_entries_origin_id_idx ON audit_entries (origin_id);
CREATE INDEX audit_entries_profile_id_idx ON audit_entries (profile_id, recorded_at, id) WHERE profile_id IS NOT NULL;
CREATE INDEX audit_entries_project_id_idx ON audit_entries (project_id, recorded_at, id) WHERE project_id IS NOT NULL;

-- Changes before this time may have no entry in the audit log. Hence the clock, and not the time at which this transaction began.
INSERT INTO audit_entries (action, subject_type, recorded_at) VALUES ('log.started', 'log', date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond');
