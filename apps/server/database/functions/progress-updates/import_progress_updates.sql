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
  known bigint[];
  -- The first line with each key, in the order of the keys.
  first_lines bigint[];
  first_ids bigint[];
  first_projects bigint[];
  first_users bigint[];
  first_external_ids text[];
  first_contents text[];
  first_times timestamptz[];
  new_ids bigint[];
  signal_users bigint[];
  signal_sources bigint[];
  signal_skills bigint[];
  signal_times timestamptz[];
  key bytea;
BEGIN
  PERFORM wait_for_erasing();
  PERFORM wait_for_changes();
  -- As in post_progress_update, a change of scope or a completion comes either entirely before the import or entirely after it.
  IF NOT tables_are_copied() THEN
    PERFORM FROM (
      SELECT p.id FROM projects p
       WHERE p.id = ANY (p_project_ids) OR p.external_id = ANY (p_project_external_ids)
       ORDER BY p.id FOR KEY SHARE
    ) locked;
    -- The same applies to an erasure. Planned each time, for the reason below.
    EXECUTE $lock$
      SELECT FROM (SELECT u.id FROM profiles u WHERE u.id = ANY ($1) OR lower(u.email) = ANY ($2) ORDER BY u.id FOR SHARE) locked
    $lock$ USING p_user_ids, p_emails;
  END IF;
  -- Without erased people there are no digests to compute.
  IF EXISTS (SELECT FROM erased_fingerprints) THEN
    key := erasure_key();
  END IF;

  -- EXECUTE plans each batch for the current size of the tables. A plan cached while they were empty would scan the whole tables for
  -- every line; plan_cache_mode would plan the foreign key checks again for every row, which is three times as slow.
  EXECUTE $check$
    SELECT array_agg(c.project_id ORDER BY c.ord), array_agg(c.user_id ORDER BY c.ord),
           array_agg(c.external_id ORDER BY c.ord), array_agg(c.outcome ORDER BY c.ord)
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

  -- An existing update is a duplicate, even if the person or the project is no longer active. Read before the new keys are inserted, and
  -- separately, because with Citus the keys are on the workers.
  IF outcomes && ARRAY['NO_PERSON', 'FUTURE', 'NOT_ACTIVE', 'NOT_ASSIGNED'] THEN
    EXECUTE $known$
      SELECT array_agg(l.ord)
        FROM unnest($1, $2, $3) WITH ORDINALITY AS l(project_id, external_id, outcome, ord)
        JOIN progress_update_keys k ON k.project_id = l.project_id AND k.external_id = l.external_id
       WHERE l.outcome NOT IN ('ERASED', 'NO_PROJECT')
    $known$ INTO known USING project_ids, external_ids, outcomes;
    IF known IS NOT NULL THEN
      SELECT array_agg(CASE WHEN l.ord = ANY (known) THEN 'duplicate' ELSE l.outcome END ORDER BY l.ord) INTO outcomes
        FROM unnest(outcomes) WITH ORDINALITY AS l(outcome, ord);
    END IF;
  END IF;

  -- Separate statements and arrays, because Citus refuses a WITH that writes. In the order of the keys, which is the same for all imports:
  -- two imports of the same lines then wait for each other instead of deadlocking.
  SELECT array_agg(f.ord), array_agg(nextval('progress_updates_id_seq')), array_agg(f.project_id), array_agg(f.user_id),
         array_agg(f.external_id), array_agg(f.content),
         array_agg(coalesce(f.created_at, date_trunc('milliseconds', now()))::timestamptz(3)::timestamptz)
    INTO first_lines, first_ids, first_projects, first_users, first_external_ids, first_contents, first_times
    FROM (SELECT DISTINCT ON (l.project_id, l.external_id) l.*
            FROM unnest(project_ids, user_ids, p_contents, external_ids, p_created_ats, outcomes)
                 WITH ORDINALITY AS l(project_id, user_id, content, external_id, created_at, outcome, ord)
           WHERE l.outcome IS NULL
           ORDER BY l.project_id, l.external_id, l.ord) f;
  INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
  SELECT f.project_id, f.external_id, f.user_id, f.id
    FROM unnest(first_projects, first_external_ids, first_users, first_ids) AS f(project_id, external_id, user_id, id)
  ON CONFLICT DO NOTHING;
  -- Only the transaction that inserted a key inserts the update: the key then has the id of this line. Read again, because Citus counts the
  -- rows that it did not insert too.
  EXECUTE $keyed$
    SELECT array_agg(f.id)
      FROM unnest($1, $2, $3) AS f(project_id, external_id, id)
      JOIN progress_update_keys k ON k.project_id = f.project_id AND k.external_id = f.external_id AND k.update_id = f.id
  $keyed$ INTO new_ids USING first_projects, first_external_ids, first_ids;
  INSERT INTO progress_updates (id, project_id, user_id, content, external_id, created_at) OVERRIDING SYSTEM VALUE
  SELECT f.id, f.project_id, f.user_id, f.content, f.external_id, f.created_at
    FROM unnest(first_ids, first_projects, first_users, first_contents, first_external_ids, first_times)
         AS f(id, project_id, user_id, content, external_id, created_at)
   WHERE f.id = ANY (new_ids);

  SELECT array_agg(coalesce(l.outcome, CASE WHEN f.id = ANY (new_ids) THEN 'imported' ELSE 'duplicate' END) ORDER BY l.ord) INTO outcomes
    FROM unnest(outcomes) WITH ORDINALITY AS l(outcome, ord)
    LEFT JOIN unnest(first_lines, first_ids) AS f(ord, id) ON f.ord = l.ord;
  EXECUTE $signals$
    SELECT array_agg(f.user_id), array_agg(f.id), array_agg(ps.skill_id), array_agg(f.created_at)
      FROM unnest($1, $2, $3, $4) AS f(id, project_id, user_id, created_at) JOIN project_skills ps ON ps.project_id = f.project_id
     WHERE f.id = ANY ($5)
  $signals$
    INTO signal_users, signal_sources, signal_skills, signal_times
    USING first_ids, first_projects, first_users, first_times, new_ids;

  results := outcomes;
  signals := emit_skill_signals_in_bulk(signal_users, 'update', signal_sources, 'update', signal_skills, p_weight, signal_times);
  RETURN NEXT;
END
$$;
ALTER FUNCTION import_progress_updates OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION import_progress_updates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_progress_updates TO skilltrace_server;
