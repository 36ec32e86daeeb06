-- The validated skills as they were at a time, for some people and skills (NULL: all). They come from the audit log. Levels that are older than the
-- log are in `before` of the first later change, or still in the table.
CREATE OR REPLACE FUNCTION validated_skills_as_of(p_as_of timestamptz, p_profile_ids bigint[], p_skill_ids bigint[])
RETURNS TABLE (profile_id bigint, skill_id bigint, proficiency_level proficiency_level, last_validated_at timestamptz)
LANGUAGE plpgsql STABLE
-- With a generic plan, the arrays that can be NULL would not use an index.
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH pairs AS MATERIALIZED (
    SELECT profile_id, skill_id, validated FROM logged_skills_as_of(p_as_of, p_profile_ids, p_skill_ids)
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
REVOKE ALL ON FUNCTION validated_skills_as_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION validated_skills_as_of TO skilltrace_server, skilltrace_reader;
