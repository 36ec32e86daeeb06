-- The pending suggestions that must be decided before a skill is merged into another one, because afterwards
--   two suggestions about the same skill would be pending for a person,
--   a flag would be about another level than the one that became stale, or
--   a report would ask for the level that the person has.
CREATE OR REPLACE FUNCTION suggestions_before_merge(p_skill_id bigint, p_into_id bigint) RETURNS TABLE (id bigint, profile_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH levels AS MATERIALIZED (SELECT l.profile_id, l.proficiency_level, l.moves FROM levels_of_merge(p_skill_id, p_into_id) l)
  SELECT g.id, g.profile_id
    FROM suggestions g
    LEFT JOIN levels l ON l.profile_id = g.profile_id
    LEFT JOIN employee_skills t ON t.profile_id = g.profile_id AND t.skill_id = p_into_id
    LEFT JOIN suggestions o ON o.profile_id = g.profile_id AND o.skill_id = p_into_id AND o.status = 'PENDING'
   WHERE g.skill_id = p_skill_id AND g.status = 'PENDING'
     AND (o.id IS NOT NULL
          OR g.source = 'SYSTEM_FLAG' AND l.moves IS NOT TRUE
          OR g.source = 'SELF_REPORT' AND t.proficiency_level = g.suggested_proficiency)
  UNION ALL
  SELECT g.id, g.profile_id
    FROM suggestions g JOIN levels l ON l.profile_id = g.profile_id AND l.moves AND l.proficiency_level = g.suggested_proficiency
   WHERE g.skill_id = p_into_id AND g.status = 'PENDING' AND g.source = 'SELF_REPORT'
     AND NOT EXISTS (SELECT FROM suggestions o WHERE o.profile_id = g.profile_id AND o.skill_id = p_skill_id AND o.status = 'PENDING')
$$;
REVOKE ALL ON FUNCTION suggestions_before_merge FROM PUBLIC;
GRANT EXECUTE ON FUNCTION suggestions_before_merge TO skilltrace_server, skilltrace_reader;
