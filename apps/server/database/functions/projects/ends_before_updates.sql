-- Which of these active assignments would end before an update that the person posted on them, or at exactly its time: the end of an
-- assignment is exclusive. The update would then be the work of a person who was not on the project. Few updates are that late, so a join
-- finds them; in SQL functions, Citus does not accept parameters.
CREATE OR REPLACE FUNCTION ends_before_updates(p_assignment_ids bigint[], p_ended_ats timestamptz[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT a.id
    FROM unnest(p_assignment_ids, p_ended_ats) AS planned(id, ended_at)
    JOIN assignments a ON a.id = planned.id
    JOIN progress_updates u ON u.user_id = a.profile_id AND u.project_id = a.project_id
                           AND u.created_at >= a.started_at AND u.created_at >= planned.ended_at
   WHERE a.ended_at IS NULL;
END
$$;
