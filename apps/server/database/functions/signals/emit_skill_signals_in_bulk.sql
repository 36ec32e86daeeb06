-- Appends the signals of many events. Element i of the arrays is one signal: of the person p_user_ids[i], from the event p_source_ids[i], for
-- the skill p_skill_ids[i], at p_created_ats[i] (NULL: the time of the event). It checks each signal like emit_skill_signals.
--   SK002  no such event of that person, or not with this time or weight    SK003  skill unknown or outside the declared scope
CREATE OR REPLACE FUNCTION emit_skill_signals_in_bulk(
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
  signal_id bigint;
  unexplained bigint;
  out_of_scope bigint;
  event_times timestamptz[];
  event_projects bigint[];
  -- A worker of a Citus cluster has another now().
  this_time timestamptz := date_trunc('milliseconds', now());
BEGIN
  IF p_source_type = 'mentorship' OR coalesce(cardinality(p_skill_ids), 0) = 0 THEN
    RETURN 0;
  END IF;
  IF (p_source_type = 'update') <> (p_signal_type = 'update') THEN
    RAISE EXCEPTION 'a % cannot emit %', p_source_type, p_signal_type USING ERRCODE = 'SK002';
  END IF;
  IF p_weight IS DISTINCT FROM default_signal_weight(p_signal_type) THEN
    RAISE EXCEPTION 'wrong weight for a % signal', p_signal_type USING ERRCODE = 'SK002';
  END IF;

  IF p_source_type = 'update' THEN
    -- An inner join, because with Citus a LEFT JOIN with the updates would copy all of them to the coordinator for each batch.
    SELECT greatest(cardinality(p_user_ids), cardinality(p_source_ids), cardinality(p_skill_ids), cardinality(p_created_ats))
           - count(*) FILTER (WHERE (s.created_at <> u.created_at) IS NOT TRUE),
           count(*) FILTER (WHERE ps.skill_id IS NULL),
           array_agg(u.created_at::timestamptz ORDER BY s.ordinality), array_agg(u.project_id ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times, event_projects
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
      LEFT JOIN project_skills ps ON ps.project_id = u.project_id AND ps.skill_id = s.skill_id;
    -- Once per update, not once per signal. A person who joined while this transaction waited has a start after the transaction's own time.
    IF unexplained = 0 THEN
      SELECT count(*) INTO unexplained
        FROM (SELECT DISTINCT s.user_id, s.source_id FROM unnest(p_user_ids, p_source_ids) AS s(user_id, source_id)) s
        JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
       WHERE NOT EXISTS (SELECT FROM assignments a
                          WHERE a.profile_id = u.user_id AND a.project_id = u.project_id AND (a.ended_at IS NULL OR a.ended_at > u.created_at)
                            AND (a.started_at <= u.created_at OR u.created_at = this_time));
    END IF;
  ELSE
    event_projects := p_source_ids;
    SELECT count(*) FILTER (WHERE e.happened_at IS NULL OR s.created_at <> e.happened_at),
           count(*) FILTER (WHERE e.happened_at IS NOT NULL AND ps.skill_id IS NULL),
           array_agg(e.happened_at ORDER BY s.ordinality)
      INTO unexplained, out_of_scope, event_times
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, p_created_ats) WITH ORDINALITY AS s(user_id, source_id, skill_id, created_at, ordinality)
      LEFT JOIN LATERAL (
        SELECT CASE p_signal_type WHEN 'joined' THEN max(a.started_at) ELSE max(p.completed_at) END AS happened_at
          FROM assignments a JOIN projects p ON p.id = a.project_id
         WHERE a.profile_id = s.user_id AND a.project_id = s.source_id
           AND CASE p_signal_type WHEN 'joined' THEN s.created_at IS NULL OR a.started_at = s.created_at
                                  ELSE a.ended_at IS NULL OR a.ended_at >= p.completed_at END
      ) e ON true
      LEFT JOIN project_skills ps ON ps.project_id = s.source_id AND ps.skill_id = s.skill_id;
  END IF;
  IF unexplained > 0 THEN
    RAISE EXCEPTION '% signals are not explained by an event of their person', unexplained USING ERRCODE = 'SK002';
  END IF;
  IF out_of_scope > 0 THEN
    RAISE EXCEPTION '% skills are unknown or outside the declared scope', out_of_scope USING ERRCODE = 'SK003';
  END IF;

  -- Counted one by one, because the number of rows that Citus returns includes those that it did not insert.
  emitted := 0;
  FOR signal_id IN
    INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
    SELECT s.user_id, s.skill_id, p_source_type, s.source_id, p_signal_type, p_weight, s.created_at, s.project_id
      FROM unnest(p_user_ids, p_source_ids, p_skill_ids, event_times, event_projects) AS s(user_id, source_id, skill_id, created_at, project_id)
     -- One order for all writers: two writers of the same signals then wait for each other instead of deadlocking.
     ORDER BY s.user_id, s.skill_id, s.source_id
    ON CONFLICT (user_id, skill_id, source_type, source_id, signal_type) DO NOTHING
    RETURNING id
  LOOP
    emitted := emitted + 1;
  END LOOP;
  RETURN emitted;
END
$$;
ALTER FUNCTION emit_skill_signals_in_bulk OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION emit_skill_signals_in_bulk FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emit_skill_signals_in_bulk TO skilltrace_server;
