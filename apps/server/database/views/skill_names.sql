-- Every name by which imports and searches find a skill: its own, its aliases, and those of the skills that were merged into it. Each name has
-- one row.
CREATE OR REPLACE VIEW skill_names AS
  SELECT s.skill_name AS name, coalesce(s.merged_into_id, s.id) AS skill_id, s.merged_into_id IS NOT NULL AS is_merged
    FROM skills s
  UNION ALL
  SELECT f.name, coalesce(s.merged_into_id, s.id), s.merged_into_id IS NOT NULL
    FROM skill_former_names f JOIN skills s ON s.id = f.skill_id;
GRANT SELECT ON skill_names TO skilltrace_server, skilltrace_reader;
