-- The names that skills had before they were renamed. A file that was written with a former name means the renamed skill.
-- The trigger `database/guards/skill_former_names.sql` keeps this table: a name is either current or former, never both.
CREATE TABLE skill_former_names (
  name text PRIMARY KEY,
  skill_id bigint NOT NULL REFERENCES skills (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE INDEX skill_former_names_skill_id_idx ON skill_former_names (skill_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON skill_former_names TO skilltrace_server;
GRANT SELECT ON skill_former_names TO skilltrace_reader;

-- When a project stopped being active without being completed: what happened later did not happen on it.
ALTER TABLE projects ADD COLUMN archived_at timestamptz(3);
UPDATE projects p
   SET archived_at = coalesce((SELECT max(e.recorded_at) FROM audit_entries e WHERE e.action = 'project.archived' AND e.project_id = p.id),
                              date_trunc('milliseconds', now()))
 WHERE status = 'archived';
ALTER TABLE projects ADD CONSTRAINT projects_archived_with_time CHECK ((status = 'archived') = (archived_at IS NOT NULL));
