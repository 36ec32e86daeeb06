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
