-- A page with its filters, under a name. `search` has the parameters of the address as an object, not as text, so that the erasure of a person
-- finds a name in them. `project_id`: shared with the people of that project.
CREATE TABLE saved_views (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  name text NOT NULL CONSTRAINT saved_views_name_check CHECK (length(name) BETWEEN 1 AND 200),
  -- Only an address inside the application: no scheme, no host, nothing encoded.
  path text NOT NULL CONSTRAINT saved_views_path_check CHECK (length(path) <= 200 AND path ~ '^/([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?$'),
  search jsonb NOT NULL DEFAULT '{}'
    CONSTRAINT saved_views_search_check CHECK (jsonb_typeof(search) = 'object' AND octet_length(search::text) <= 8192),
  project_id bigint,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE UNIQUE INDEX saved_views_profile_id_name_key ON saved_views (profile_id, name);
CREATE INDEX saved_views_project_id_idx ON saved_views (project_id) WHERE project_id IS NOT NULL;
ALTER TABLE saved_views ADD CONSTRAINT saved_views_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE saved_views ADD CONSTRAINT saved_views_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);

-- What a skill means, for people who choose one. NULL: no description.
ALTER TABLE skills ADD COLUMN description text CONSTRAINT skills_description_check CHECK (length(description) BETWEEN 1 AND 300);

ALTER TYPE audit_action ADD VALUE 'skill.described' AFTER 'skill.recategorised';
ALTER TYPE audit_action ADD VALUE 'skill.alias_added' AFTER 'skill.deactivated';
ALTER TYPE audit_action ADD VALUE 'skill.alias_removed' AFTER 'skill.alias_added';
