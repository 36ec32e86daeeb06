-- What happened to a person: projects joined, left and completed, and every change of a validated level, as it was known at p_as_of (NULL:
-- now). `place` and `id` order events of the same time. Former levels come from the audit log. Levels that are older than the log come from
-- the state before their first entry, or from employee_skills if there is no entry. An assignment without an entry is older than the log.
-- A level is validated at the time that it states: for a decision that is the time of recording, for an import the date in the file. A level
-- is withdrawn and restored when that is recorded, and moved or ended by a merge of skills (`merged`) likewise.
--
-- The entries of the log are read first, each by a statement that reads nothing else, as in logged_skills_as_of.
CREATE OR REPLACE FUNCTION timeline_of_person(p_profile_id bigint, p_as_of timestamptz)
RETURNS TABLE (
  at timestamptz, place integer, id bigint, kind text, project_id bigint, skill_id bigint,
  level proficiency_level, previous_level proficiency_level, is_imported boolean, by_id bigint
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  assignment_entries CONSTANT jsonb := (
    SELECT coalesce(jsonb_agg(e), '[]')
      FROM (SELECT h.assignment_id, min(h.recorded_at) FILTER (WHERE h.is_start) AS start_at, max(h.recorded_at) FILTER (WHERE h.is_end) AS end_at
              FROM assignment_history h WHERE h.profile_id = p_profile_id GROUP BY h.assignment_id) e);
  level_entries CONSTANT jsonb := (SELECT coalesce(jsonb_agg(h), '[]') FROM validated_skill_history h WHERE h.profile_id = p_profile_id);
BEGIN
  RETURN QUERY
  WITH recorded AS MATERIALIZED (
    SELECT assignment_id, start_at, end_at
      FROM jsonb_to_recordset(assignment_entries) AS h(assignment_id bigint, start_at timestamptz, end_at timestamptz)
  ), assigned AS (
    SELECT a.id, a.project_id, a.assigned_by_id, a.started_at, a.ended_at, p.completed_at,
           coalesce(r.start_at, a.started_at) AS start_recorded_at, coalesce(r.end_at, a.ended_at) AS end_recorded_at
      FROM assignments a JOIN projects p ON p.id = a.project_id LEFT JOIN recorded r ON r.assignment_id = a.id
     WHERE a.profile_id = p_profile_id
  ), levels AS MATERIALIZED (
    SELECT h.id, h.recorded_at, h.skill_id, h.caused_by_id, h.before, h.after, h.merged_with_id IS NOT NULL AS is_merge, row_number() OVER history AS number,
           lag(h.before ->> 'validatedAt') OVER history = h.after ->> 'validatedAt' AND lag(h.after IS NULL) OVER history AS is_restored
      FROM jsonb_to_recordset(level_entries) AS h(id bigint, recorded_at timestamptz, skill_id bigint, caused_by_id bigint, before jsonb, after jsonb, merged_with_id bigint)
    WINDOW history AS (PARTITION BY h.skill_id ORDER BY h.recorded_at, h.id)
  ), before_log AS (
    SELECT l.skill_id, (l.before ->> 'validatedAt')::timestamptz AS at, (l.before ->> 'level')::proficiency_level AS level,
           l.before ? 'imported' AS is_imported, coalesce(l.before ->> 'importedValidatorId', l.before ->> 'validatedById')::bigint AS by_id
      FROM levels l WHERE l.number = 1 AND l.before IS NOT NULL
    UNION ALL
    SELECT s.skill_id, s.last_validated_at, s.proficiency_level, s.imported_at IS NOT NULL, coalesce(s.imported_validator_id, s.last_validated_by_id)
      FROM employee_skills s WHERE s.profile_id = p_profile_id AND NOT EXISTS (SELECT FROM levels l WHERE l.skill_id = s.skill_id)
  )
  SELECT started_at, 1, id, 'joined', project_id, NULL::bigint, NULL::proficiency_level, NULL::proficiency_level, false, assigned_by_id
    FROM assigned WHERE start_recorded_at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT ended_at, 2, id, CASE WHEN ended_at >= completed_at THEN 'completed' ELSE 'left' END, project_id, NULL, NULL, NULL, false, NULL
    FROM assigned WHERE end_recorded_at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT at, 3, skill_id, 'validated', NULL, skill_id, level, NULL, is_imported, by_id
    FROM before_log WHERE at <= coalesce(p_as_of, 'infinity')
  UNION ALL
  SELECT CASE WHEN l.after IS NULL OR l.is_restored OR l.is_merge THEN l.recorded_at ELSE (l.after ->> 'validatedAt')::timestamptz END, 4, l.id,
         CASE WHEN l.is_merge THEN 'merged'
              WHEN l.after IS NULL THEN 'withdrawn'
              WHEN l.is_restored THEN 'restored'
              WHEN l.before IS NULL THEN 'validated'
              WHEN l.before ->> 'level' = l.after ->> 'level' THEN 'confirmed'
              ELSE 'level_changed' END,
         NULL, l.skill_id, (l.after ->> 'level')::proficiency_level, (l.before ->> 'level')::proficiency_level,
         coalesce(l.after ? 'imported', false),
         CASE WHEN l.after IS NULL OR l.is_restored OR l.is_merge THEN l.caused_by_id
              ELSE coalesce(l.after ->> 'importedValidatorId', l.after ->> 'validatedById')::bigint END
    FROM levels l
   WHERE l.recorded_at <= coalesce(p_as_of, 'infinity')
     -- The same validation with another validator is a correction, for example after an erasure.
     AND (l.before ->> 'level', l.before ->> 'validatedAt') IS DISTINCT FROM (l.after ->> 'level', l.after ->> 'validatedAt');
END
$$;
REVOKE ALL ON FUNCTION timeline_of_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION timeline_of_person TO skilltrace_server, skilltrace_reader;
