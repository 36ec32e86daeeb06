-- The validated skills as they were at a time, for some people and skills (NULL: all). They come from the audit log: the last entry of a
-- pair until then has the level. Levels that are older than the log are in the `before` of the first later entry, or still in the table.
-- SECURITY DEFINER, because readers of charts have no right on the audit log.
CREATE OR REPLACE FUNCTION validated_skills_as_of(p_as_of timestamptz, p_profile_ids bigint[], p_skill_ids bigint[])
RETURNS TABLE (profile_id bigint, skill_id bigint, proficiency_level proficiency_level, last_validated_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
-- With a generic plan, the arrays that can be NULL would not use an index.
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH entries AS MATERIALIZED (
    SELECT a.profile_id, a.skill_id, a.id, a.details, a.recorded_at <= p_as_of AS is_known
      FROM audit_entries a
     WHERE a.subject_type = 'validated_skill'
       AND (p_profile_ids IS NULL OR a.profile_id = ANY (p_profile_ids)) AND (p_skill_ids IS NULL OR a.skill_id = ANY (p_skill_ids))
  ), pairs AS (
    SELECT DISTINCT ON (profile_id, skill_id) profile_id, skill_id, details -> CASE WHEN is_known THEN 'after' ELSE 'before' END AS validated
      FROM entries ORDER BY profile_id, skill_id, is_known DESC, CASE WHEN is_known THEN -id ELSE id END
  ), levels AS (
    SELECT profile_id, skill_id, (validated ->> 'level')::proficiency_level AS proficiency_level,
           (validated ->> 'validatedAt')::timestamptz AS last_validated_at
      FROM pairs WHERE validated IS NOT NULL
    UNION ALL
    SELECT e.profile_id, e.skill_id, e.proficiency_level, e.last_validated_at
      FROM employee_skills e LEFT JOIN pairs p ON p.profile_id = e.profile_id AND p.skill_id = e.skill_id
     WHERE p.profile_id IS NULL
       AND (p_profile_ids IS NULL OR e.profile_id = ANY (p_profile_ids)) AND (p_skill_ids IS NULL OR e.skill_id = ANY (p_skill_ids))
  )
  SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM levels WHERE last_validated_at <= p_as_of;
END
$$;
ALTER FUNCTION validated_skills_as_of OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION validated_skills_as_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION validated_skills_as_of TO skilltrace_server, skilltrace_reader;
