-- The writer of the ledger, in two forms: for one event, and for many at once. Nothing else inserts there.
-- Both believe nobody: each signal must be explained by an event that stands in the database, within the declared scope.
--   SK002  no such event of that person    SK003  skill unknown or outside the declared scope
-- A created_at of NULL means when the event itself happened.
-- Their search path ends in pg_temp: unless it is named, temporary tables of the caller would stand in for the real ones.

-- One event of one person, which most are. The statement that inserts is the one that checks the scope: three times as
-- fast as the form below for a post with six skills.
CREATE FUNCTION emit_skill_signals(
  p_user_id bigint,
  p_source_type signal_source_type,
  p_source_id bigint,
  p_signal_type signal_type,
  p_skill_ids bigint[],
  p_weight integer,
  p_created_at timestamptz
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  event_project bigint;
  event_time timestamptz;
  declared integer;
  emitted integer;
BEGIN
  IF p_source_type = 'mentorship' OR coalesce(cardinality(p_skill_ids), 0) = 0 THEN
    RETURN 0;
  END IF;
  IF p_source_type = 'update' AND p_signal_type = 'update' THEN
    SELECT u.project_id, u.created_at INTO event_project, event_time
      FROM progress_updates u WHERE u.user_id = p_user_id AND u.id = p_source_id;
  ELSIF p_source_type = 'project' AND p_signal_type <> 'update' THEN
    SELECT p_source_id, CASE p_signal_type WHEN 'joined' THEN max(a.started_at) ELSE max(p.completed_at) END INTO event_project, event_time
      FROM assignments a JOIN projects p ON p.id = a.project_id
     WHERE a.profile_id = p_user_id AND a.project_id = p_source_id;
  END IF;
  IF event_time IS NULL THEN
    RAISE EXCEPTION 'no event of that person explains the signals' USING ERRCODE = 'SK002';
  END IF;

  WITH scope AS (
    SELECT ps.skill_id FROM project_skills ps WHERE ps.project_id = event_project AND ps.skill_id = ANY (p_skill_ids)
  ), appended AS (
    INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at)
    SELECT p_user_id, scope.skill_id, p_source_type, p_source_id, p_signal_type, p_weight, coalesce(p_created_at, event_time)
      FROM scope
     -- One order for everybody: two writers of the same signals then wait for each other instead of deadlocking.
     ORDER BY scope.skill_id
    ON CONFLICT (user_id, skill_id, source_type, source_id, signal_type) DO NOTHING
    RETURNING skill_id
  )
  SELECT (SELECT count(*) FROM scope), (SELECT count(*) FROM appended) INTO declared, emitted;
  IF declared <> (SELECT count(DISTINCT wanted) FROM unnest(p_skill_ids) AS wanted) THEN
    RAISE EXCEPTION 'a skill is unknown or outside the declared scope' USING ERRCODE = 'SK003';
  END IF;
  RETURN emitted;
END
$$;

-- Many events at once. Row i of the arrays is one signal: p_user_ids[i] did what p_source_ids[i] names, against
-- p_skill_ids[i], at p_created_ats[i].
CREATE FUNCTION emit_skill_signals_in_bulk(
  p_user_ids bigint[],
  p_source_type signal_source_type,
  p_source_ids bigint[],
  p_signal_type signal_type,
  p_skill_ids bigint[],
  p_weight integer,
  p_created_ats timestamptz[]
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  emitted integer;
  unexplained bigint;
  out_of_scope bigint;
  event_times timestamptz[];
BEGIN
  IF p_source_type = 'mentorship' OR coalesce(cardinality(p_skill_ids), 0) = 0 THEN
    RETURN 0;
  END IF;
  IF (p_source_type = 'update') <> (p_signal_type = 'update') THEN
    RAISE EXCEPTION 'a % cannot emit %', p_source_type, p_signal_type USING ERRCODE = 'SK002';
  END IF;

  IF p_source_type = 'update' THEN
    SELECT count(*) FILTER (WHERE u.id IS NULL),
           count(*) FILTER (WHERE u.id IS NOT NULL AND ps.skill_id IS NULL),
           array_agg(coalesce(s.created_at, u.created_at) ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      LEFT JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
      LEFT JOIN project_skills ps ON ps.project_id = u.project_id AND ps.skill_id = s.skill_id;
  ELSE
    SELECT count(*) FILTER (WHERE e.happened_at IS NULL),
           count(*) FILTER (WHERE e.happened_at IS NOT NULL AND ps.skill_id IS NULL),
           array_agg(coalesce(s.created_at, e.happened_at) ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      LEFT JOIN LATERAL (
        SELECT CASE p_signal_type WHEN 'joined' THEN max(a.started_at) ELSE max(p.completed_at) END AS happened_at
          FROM assignments a JOIN projects p ON p.id = a.project_id
         WHERE a.profile_id = s.user_id AND a.project_id = s.source_id
      ) e ON true
      LEFT JOIN project_skills ps ON ps.project_id = s.source_id AND ps.skill_id = s.skill_id;
  END IF;
  IF unexplained > 0 THEN
    RAISE EXCEPTION '% of the signals have no event of that person behind them', unexplained USING ERRCODE = 'SK002';
  END IF;
  IF out_of_scope > 0 THEN
    RAISE EXCEPTION '% of the skills are unknown or outside the declared scope', out_of_scope USING ERRCODE = 'SK003';
  END IF;

  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at)
  SELECT s.user_id, s.skill_id, p_source_type, s.source_id, p_signal_type, p_weight, s.created_at
    FROM unnest(p_user_ids, p_source_ids, p_skill_ids, event_times) AS s(user_id, source_id, skill_id, created_at)
   -- One order for everybody: two writers of the same signals then wait for each other instead of deadlocking.
   ORDER BY s.user_id, s.skill_id, s.source_id
  ON CONFLICT (user_id, skill_id, source_type, source_id, signal_type) DO NOTHING;
  GET DIAGNOSTICS emitted = ROW_COUNT;
  RETURN emitted;
END
$$;
