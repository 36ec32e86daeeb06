-- Many updates of the past and their signals in one round trip and one transaction, under the same role as a single post.
-- Element i of each array is one line. The project is named by its id or its external id, the person by id or e-mail.
-- p_created_ats[i] NULL means now. Where p_external_ids[i] is NULL, one is derived from what the line says, so that
-- the same line sent again is known.
-- Returns, line by line, `imported`, `duplicate`, or why the line is refused:
--   NO_PROJECT   NO_PERSON   FUTURE   NOT_ASSIGNED (at that time)   NOT_ACTIVE (dated now, on a project that is over)
CREATE FUNCTION import_progress_updates(
  p_project_ids bigint[],
  p_project_external_ids text[],
  p_user_ids bigint[],
  p_emails text[],
  p_contents text[],
  p_external_ids text[],
  p_created_ats timestamptz[],
  p_weight integer
) RETURNS TABLE (results text[], signals integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  project_ids bigint[];
  user_ids bigint[];
  external_ids text[];
  outcomes text[];
  signal_users bigint[];
  signal_sources bigint[];
  signal_skills bigint[];
  signal_times timestamptz[];
BEGIN
  -- As in post_progress_update, a change of scope or a completion comes wholly before or wholly after.
  PERFORM FROM (
    SELECT p.id FROM projects p
     WHERE p.id = ANY (p_project_ids) OR p.external_id = ANY (p_project_external_ids)
     ORDER BY p.id FOR KEY SHARE
  ) locked;

  -- EXECUTE plans each batch for the tables as they are. A plan kept from when they were empty would read them whole for
  -- every line; plan_cache_mode would have the foreign keys planned anew for every row, which is three times as slow.
  EXECUTE $check$
    SELECT array_agg(c.project_id ORDER BY c.ord), array_agg(c.user_id ORDER BY c.ord),
           array_agg(c.external_id ORDER BY c.ord), array_agg(c.outcome ORDER BY c.ord)
      FROM (
        SELECT l.ord, p.id AS project_id, u.id AS user_id,
               coalesce(l.external_id, 'sha256:' || encode(sha256(convert_to(
                 concat_ws(E'\n', p.id, u.id, (extract(epoch FROM l.created_at) * 1000)::bigint, l.content), 'UTF8')), 'hex')) AS external_id,
               CASE
                 WHEN p.id IS NULL THEN 'NO_PROJECT'
                 WHEN u.id IS NULL THEN 'NO_PERSON'
                 WHEN l.created_at > now() THEN 'FUTURE'
                 WHEN l.created_at IS NULL AND p.status <> 'active' THEN 'NOT_ACTIVE'
                 WHEN NOT EXISTS (
                   SELECT FROM assignments a
                    WHERE a.profile_id = u.id AND a.project_id = p.id
                      AND a.started_at <= coalesce(l.created_at, now()) AND (a.ended_at IS NULL OR a.ended_at > coalesce(l.created_at, now()))
                 ) THEN 'NOT_ASSIGNED'
               END AS outcome
          FROM unnest($1, $2, $3, $4, $5, $6, $7)
               WITH ORDINALITY AS l(project_id, project_external_id, user_id, email, content, external_id, created_at, ord)
          LEFT JOIN projects by_id ON by_id.id = l.project_id
          LEFT JOIN projects by_external_id ON by_external_id.external_id = l.project_external_id
          LEFT JOIN profiles user_by_id ON user_by_id.id = l.user_id
          LEFT JOIN profiles user_by_email ON lower(user_by_email.email) = l.email
         CROSS JOIN LATERAL (SELECT coalesce(by_id.id, by_external_id.id) AS id, coalesce(by_id.status, by_external_id.status) AS status) p
         CROSS JOIN LATERAL (SELECT coalesce(user_by_id.id, user_by_email.id) AS id) u
      ) c
  $check$
    INTO project_ids, user_ids, external_ids, outcomes
    USING p_project_ids, p_project_external_ids, p_user_ids, p_emails, p_contents, p_external_ids, p_created_ats;

  EXECUTE $insert$
    WITH first AS (
      SELECT DISTINCT ON (l.project_id, l.external_id) l.*
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS l(project_id, user_id, content, external_id, created_at, outcome, ord)
       WHERE l.outcome IS NULL
       ORDER BY l.project_id, l.external_id, l.ord
    ), inserted AS (
      INSERT INTO progress_updates (project_id, user_id, content, external_id, created_at)
      SELECT f.project_id, f.user_id, f.content, f.external_id, coalesce(f.created_at, date_trunc('milliseconds', now()))
        FROM first f
       -- One order for everybody: two imports of the same lines then wait for each other instead of deadlocking.
       ORDER BY f.project_id, f.external_id
      ON CONFLICT (project_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
      RETURNING id, user_id, project_id, external_id, created_at
    ), outcome AS (
      SELECT array_agg(coalesce(l.outcome, CASE WHEN i.id IS NULL THEN 'duplicate' ELSE 'imported' END) ORDER BY l.ord) AS outcomes
        FROM unnest($6) WITH ORDINALITY AS l(outcome, ord)
        LEFT JOIN (first f JOIN inserted i ON i.project_id = f.project_id AND i.external_id = f.external_id) ON f.ord = l.ord
    ), signal AS (
      SELECT array_agg(i.user_id) AS users, array_agg(i.id) AS sources, array_agg(ps.skill_id) AS skills, array_agg(i.created_at::timestamptz) AS times
        FROM inserted i JOIN project_skills ps ON ps.project_id = i.project_id
    )
    SELECT o.outcomes, s.users, s.sources, s.skills, s.times FROM outcome o CROSS JOIN signal s
  $insert$
    INTO outcomes, signal_users, signal_sources, signal_skills, signal_times
    USING project_ids, user_ids, p_contents, external_ids, p_created_ats, outcomes;

  results := outcomes;
  signals := emit_skill_signals_in_bulk(signal_users, 'update', signal_sources, 'update', signal_skills, p_weight, signal_times);
  RETURN NEXT;
END
$$;

GRANT CREATE ON SCHEMA public TO skilltrace_ledger;
ALTER FUNCTION import_progress_updates OWNER TO skilltrace_ledger;
REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger;
REVOKE ALL ON FUNCTION import_progress_updates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_progress_updates TO skilltrace_server;

-- The newest updates of everybody, for those who may see them all.
CREATE INDEX progress_updates_created_at_idx ON progress_updates (created_at DESC, id DESC);
