-- Imports many past updates and their signals in one round trip and one transaction, with the same role as a single post.
-- Element i of each array is one line. The project is identified by its id or its external id, the person by id or e-mail.
-- p_created_ats[i] NULL means now. If p_external_ids[i] is NULL, one is derived from the other fields, so that
-- the same line is recognized when it is sent again.
-- Returns for each line `imported`, `duplicate` (the update exists), or the reason for its rejection:
--   ERASED         the person was erased, or the author of an earlier import of this update was
--   NO_PROJECT     NO_PERSON     FUTURE     NOT_ASSIGNED (at that time)     NOT_ACTIVE (the project, at that time)
CREATE OR REPLACE FUNCTION import_progress_updates(
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
  key bytea;
BEGIN
  PERFORM wait_for_erasing();
  PERFORM wait_for_changes();
  -- As in post_progress_update, a change of scope or a completion comes either entirely before the import or entirely after it.
  PERFORM FROM (
    SELECT p.id FROM projects p
     WHERE p.id = ANY (p_project_ids) OR p.external_id = ANY (p_project_external_ids)
     ORDER BY p.id FOR KEY SHARE
  ) locked;
  -- The same applies to an erasure. Planned each time, for the reason below.
  EXECUTE $lock$
    SELECT FROM (SELECT u.id FROM profiles u WHERE u.id = ANY ($1) OR lower(u.email) = ANY ($2) ORDER BY u.id FOR SHARE) locked
  $lock$ USING p_user_ids, p_emails;
  -- Without erased people there are no digests to compute.
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    key := erasure_key();
  END IF;

  -- EXECUTE plans each batch for the current size of the tables. A plan cached while they were empty would scan the whole tables for
  -- every line; plan_cache_mode would plan the foreign key checks again for every row, which is three times as slow.
  EXECUTE $check$
    SELECT array_agg(c.project_id ORDER BY c.ord), array_agg(c.user_id ORDER BY c.ord),
           array_agg(c.external_id ORDER BY c.ord), array_agg(CASE
             -- An existing update is a duplicate, even if the person or the project is no longer active.
             WHEN c.outcome NOT IN ('ERASED', 'NO_PROJECT')
              AND EXISTS (SELECT FROM progress_update_keys k WHERE k.project_id = c.project_id AND k.external_id = c.external_id) THEN 'duplicate'
             ELSE c.outcome END ORDER BY c.ord)
      FROM (
        SELECT l.ord, p.id AS project_id, u.id AS user_id,
               coalesce(l.external_id, 'sha256:' || encode(sha256(convert_to(
                 concat_ws(E'\n', p.id, u.id, (extract(epoch FROM l.created_at) * 1000)::bigint, l.content), 'UTF8')), 'hex')) AS external_id,
               CASE
                 WHEN p.id IS NULL THEN 'NO_PROJECT'
                 WHEN coalesce(user_by_id.erased_at, user_by_email.erased_at) IS NOT NULL THEN 'ERASED'
                 WHEN $8 IS NOT NULL AND EXISTS (
                   SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint($8, 'update', p.id || ':' || l.external_id)
                 ) THEN 'ERASED'
                 WHEN $8 IS NOT NULL AND u.id IS NULL AND EXISTS (
                   SELECT FROM erased_fingerprints f WHERE f.digest = erased_fingerprint($8, 'address', l.email)
                 ) THEN 'ERASED'
                 WHEN u.id IS NULL THEN 'NO_PERSON'
                 WHEN l.created_at > now() THEN 'FUTURE'
                 -- A line without a time is dated now: a project that was closed while this transaction waited rejects it.
                 WHEN l.created_at IS NULL AND p.inactive_since IS NOT NULL OR l.created_at >= p.inactive_since THEN 'NOT_ACTIVE'
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
         CROSS JOIN LATERAL (SELECT coalesce(by_id.id, by_external_id.id) AS id,
                                    coalesce(by_id.inactive_since, by_external_id.inactive_since) AS inactive_since) p
         CROSS JOIN LATERAL (SELECT coalesce(user_by_id.id, user_by_email.id) AS id) u
      ) c
  $check$
    INTO project_ids, user_ids, external_ids, outcomes
    USING p_project_ids, p_project_external_ids, p_user_ids, p_emails, p_contents, p_external_ids, p_created_ats, key;

  EXECUTE $insert$
    WITH first AS (
      SELECT DISTINCT ON (l.project_id, l.external_id) l.*
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS l(project_id, user_id, content, external_id, created_at, outcome, ord)
       WHERE l.outcome IS NULL
       ORDER BY l.project_id, l.external_id, l.ord
    ), keyed AS (
      INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
      SELECT f.project_id, f.external_id, f.user_id, nextval('progress_updates_id_seq')
        FROM first f
       -- The same order for all imports: two imports of the same lines then wait for each other instead of deadlocking.
       ORDER BY f.project_id, f.external_id
      ON CONFLICT DO NOTHING
      RETURNING project_id, external_id, update_id
    ), inserted AS (
      INSERT INTO progress_updates (id, project_id, user_id, content, external_id, created_at) OVERRIDING SYSTEM VALUE
      SELECT k.update_id, f.project_id, f.user_id, f.content, f.external_id, coalesce(f.created_at, date_trunc('milliseconds', now()))
        FROM first f JOIN keyed k ON k.project_id = f.project_id AND k.external_id = f.external_id
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
ALTER FUNCTION import_progress_updates OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION import_progress_updates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_progress_updates TO skilltrace_server;
