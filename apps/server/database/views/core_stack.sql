-- The Core Stack of each person: the skills whose exact names are tags of their active assignments. A skill has one row for each
-- assignment with that tag. unnest lets PostgreSQL hash names; `skill_name = ANY (tags)` would compare each name with each tag.
CREATE OR REPLACE VIEW core_stack AS
  SELECT t.profile_id, t.project_id, k.id AS skill_id
    FROM (SELECT a.profile_id, a.project_id, unnest(a.tags) AS tag FROM active_assignments a) t
    JOIN skills k ON k.skill_name = t.tag;
GRANT SELECT ON core_stack TO skilltrace_server, skilltrace_reader;
