-- The Core Stack of each person over time, like `core_stack` for the present: a skill was in it at a time t if
-- started_at <= t AND (until IS NULL OR until > t) in one of its rows. Tags are those that the assignment has now.
CREATE OR REPLACE VIEW core_stack_periods AS
  SELECT t.profile_id, t.project_id, k.id AS skill_id, t.started_at, t.until
    FROM (SELECT a.profile_id, a.project_id, a.started_at, a.until, unnest(a.tags) AS tag FROM assignment_periods a) t
    JOIN skills k ON k.skill_name = t.tag;
GRANT SELECT ON core_stack_periods TO skilltrace_server, skilltrace_reader;
