-- Times are kept to the millisecond, which is what a client's Date holds: a cursor or an `asOf` built from an answer
-- then names exactly the rows it came from. A plain now() is rounded to it, up as often as down: hence the millisecond
-- that the checks against the future allow.
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
  erased_at timestamptz(3)
);
CREATE UNIQUE INDEX profiles_email_key ON profiles (lower(email));
CREATE UNIQUE INDEX profiles_external_id_key ON profiles (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX profiles_name_idx ON profiles (name, id);

CREATE TABLE skills (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_name text NOT NULL,
  category text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE UNIQUE INDEX skills_skill_name_key ON skills (skill_name);

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
CREATE INDEX projects_name_idx ON projects (name, id);

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
  PRIMARY KEY (profile_id, skill_id),
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
  CHECK (resolved_by_id <> profile_id)
);
CREATE INDEX suggestions_id_idx ON suggestions (id);
CREATE UNIQUE INDEX suggestions_one_pending_key ON suggestions (profile_id, skill_id) WHERE status = 'PENDING';
