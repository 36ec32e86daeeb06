-- The assignments that were active at a time in the past, like the view `active_assignments`. Tags are not dated, so they are those of today.
CREATE OR REPLACE FUNCTION assignments_as_of(p_as_of timestamptz)
RETURNS TABLE (profile_id bigint, project_id bigint, project_name text, tags text[])
LANGUAGE sql STABLE AS $$
  SELECT a.profile_id, a.project_id, p.name, a.tags
    FROM assignments a JOIN projects p ON p.id = a.project_id
   WHERE a.started_at <= p_as_of AND coalesce(a.ended_at, 'infinity') > p_as_of AND coalesce(p.inactive_since, 'infinity') > p_as_of
$$;
