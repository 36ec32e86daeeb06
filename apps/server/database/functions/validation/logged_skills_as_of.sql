-- For each pair of a person and a skill in the audit log, the validated level with its date as the log shows it for a time: after the last change until
-- then, or before the first later one. NULL: there was none. A function of its own, because a Citus cluster runs a statement that also reads a table
-- that it manages, such as the validated skills, with the rights of the caller, and readers have none on the log itself.
CREATE OR REPLACE FUNCTION logged_skills_as_of(p_as_of timestamptz, p_profile_ids bigint[], p_skill_ids bigint[])
RETURNS TABLE (profile_id bigint, skill_id bigint, validated jsonb)
LANGUAGE plpgsql STABLE
-- With a generic plan, the arrays that can be NULL would not use an index.
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT DISTINCT ON (profile_id, skill_id) profile_id, skill_id, CASE WHEN is_known THEN after ELSE before END
    FROM (SELECT h.profile_id, h.skill_id, h.id, h.before, h.after, h.recorded_at <= p_as_of AS is_known
            FROM validated_skill_history h
           WHERE (p_profile_ids IS NULL OR h.profile_id = ANY (p_profile_ids)) AND (p_skill_ids IS NULL OR h.skill_id = ANY (p_skill_ids))) changes
   ORDER BY profile_id, skill_id, is_known DESC, CASE WHEN is_known THEN -id ELSE id END;
END
$$;
REVOKE ALL ON FUNCTION logged_skills_as_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION logged_skills_as_of TO skilltrace_server, skilltrace_reader;
