-- The Core Stack of each person at a time in the past, like the view `core_stack`.
CREATE OR REPLACE FUNCTION core_stack_as_of(p_as_of timestamptz)
RETURNS TABLE (profile_id bigint, project_id bigint, skill_id bigint)
LANGUAGE sql STABLE AS $$
  SELECT t.profile_id, t.project_id, k.id
    FROM (SELECT a.profile_id, a.project_id, unnest(a.tags) AS tag FROM assignments_as_of(p_as_of) a) t
    JOIN skills k ON k.skill_name = t.tag
$$;
