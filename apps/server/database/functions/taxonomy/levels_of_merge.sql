-- The validated levels in a skill that is to be merged into another one, and whether each moves to it. A level ends with the merge if the person has
-- a level in the other skill, or if a later decision withdrew that level: decisions about the other skill stay.
CREATE OR REPLACE FUNCTION levels_of_merge(p_skill_id bigint, p_into_id bigint)
RETURNS TABLE (profile_id bigint, proficiency_level proficiency_level, moves boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.profile_id, e.proficiency_level, t.profile_id IS NULL AND w.profile_id IS NULL
    FROM employee_skills e
    LEFT JOIN employee_skills t ON t.profile_id = e.profile_id AND t.skill_id = p_into_id
    LEFT JOIN (
      SELECT g.profile_id, max(g.resolved_at) AS withdrawn_at FROM suggestions g
        LEFT JOIN withdrawn_levels r ON r.profile_id = g.profile_id AND r.suggestion_id = g.id
       WHERE g.skill_id = p_into_id AND g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED' AND r.restored_at IS NULL
       GROUP BY g.profile_id
    ) w ON w.profile_id = e.profile_id AND w.withdrawn_at >= e.last_validated_at
   WHERE e.skill_id = p_skill_id
$$;
REVOKE ALL ON FUNCTION levels_of_merge FROM PUBLIC;
GRANT EXECUTE ON FUNCTION levels_of_merge TO skilltrace_server, skilltrace_reader;
