-- The evidence about a person for some skills, which were validated at p_validated_ats (NULL: never). `figures` has one entry per skill with
-- signals, and `recent` the newest p_most_recent signals of each skill. Weeks count back from p_now. The texts of updates are shown only for
-- p_readable_projects (NULL: all).
-- It scans one index once for any number of skills: with ten million signals, one scan per skill took five times as long. It is a function so that
-- it is planned and sent for one person: the planner underestimates a join on person and skill as one row and uses a nested loop, which
-- took 2.8 s instead of 50 ms for 450 suggestions, and Citus refuses such a subquery.
CREATE OR REPLACE FUNCTION evidence_of_person(
  p_user_id bigint,
  p_skill_ids bigint[],
  p_validated_ats timestamptz[],
  p_now timestamptz,
  p_weeks integer,
  p_most_recent integer,
  p_excerpt_length integer,
  p_readable_projects bigint[]
) RETURNS TABLE (figures json, recent json)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = auto AS $$
#variable_conflict use_column
BEGIN
  -- Planning it again for each person would take as long as reading. Citus has to know the person to find the worker.
  IF NOT tables_are_copied() THEN
    PERFORM set_config('plan_cache_mode', 'force_generic_plan', true);
  END IF;
  RETURN QUERY
  WITH signals AS MATERIALIZED (
    SELECT s.skill_id, s.source_type, s.source_id, s.signal_type, s.created_at, s.project_id,
           coalesce(s.created_at > p_validated_ats[array_position(p_skill_ids, s.skill_id)], true) AS since_validation,
           -- Never below 0: times are rounded to the millisecond, so a signal can be slightly later than now.
           greatest(0, floor(extract(epoch FROM p_now - s.created_at) / extract(epoch FROM interval '1 week'))) AS weeks_ago,
           row_number() OVER (PARTITION BY s.skill_id ORDER BY s.created_at DESC, s.id DESC) AS place
      FROM signal_ledger s WHERE s.user_id = p_user_id AND s.skill_id = ANY (p_skill_ids)
  ), weeks AS (
    SELECT skill_id, least(weeks_ago, p_weeks)::int AS weeks_ago, count(*) AS signals,
           count(*) FILTER (WHERE since_validation) AS since_validation, max(created_at) AS last_at
      FROM signals GROUP BY 1, 2
  ), figures AS (
    SELECT skill_id AS "skillId", sum(signals) AS signals, sum(since_validation) AS "signalsSinceValidation", max(last_at) AS "lastSignalAt",
           coalesce(json_agg(json_build_array(weeks_ago, signals)) FILTER (WHERE weeks_ago < p_weeks), '[]') AS weekly
      FROM weeks GROUP BY 1
  )
  SELECT (SELECT json_agg(figures) FROM figures),
         (SELECT json_agg(json_build_object(
              'skillId', s.skill_id, 'sourceType', s.source_type, 'sourceId', s.source_id, 'signalType', s.signal_type,
              'projectId', p.id, 'projectName', p.name, 'createdAt', s.created_at,
              'beginning', CASE WHEN p_readable_projects IS NULL OR p.id = ANY (p_readable_projects) THEN left(u.content, p_excerpt_length) END
            ) ORDER BY s.place)
            FROM signals s
            LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.user_id = p_user_id AND u.id = s.source_id
            JOIN projects p ON p.id = s.project_id
           WHERE s.place <= p_most_recent);
END
$$;
