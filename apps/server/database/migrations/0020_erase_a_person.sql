-- Erasing a person: the row of their profile stays, for the ledgers refer to it, and holds nobody's identity ever after.
--   SK410  this person has been erased

-- Who was marked as erased before this becomes so.
UPDATE profiles
   SET name = 'Former member', email = 'former-member-' || id || '@erased.invalid', email_verified = false, title = NULL, avatar_url = NULL,
       external_id = NULL, is_admin = false, deactivated_at = coalesce(deactivated_at, erased_at)
 WHERE erased_at IS NOT NULL;

ALTER TABLE profiles
  ADD CONSTRAINT profiles_erased_are_nobody CHECK (erased_at IS NULL OR (
    name = 'Former member' AND email = 'former-member-' || id || '@erased.invalid' AND NOT email_verified AND title IS NULL
    AND avatar_url IS NULL AND external_id IS NULL AND NOT is_admin AND deactivated_at IS NOT NULL)),
  -- Whoever took such an address first could keep a person from being erased.
  ADD CONSTRAINT profiles_erased_addresses CHECK (erased_at IS NOT NULL OR lower(email) NOT LIKE '%@erased.invalid');

CREATE FUNCTION refuse_change_of_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'person % has been erased: % refused', OLD.id, TG_OP USING ERRCODE = 'SK410';
END
$$;
CREATE TRIGGER profiles_erased_stay
  BEFORE UPDATE ON profiles
  FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_erased();
ALTER TABLE profiles ENABLE ALWAYS TRIGGER profiles_erased_stay;

-- A way to sign in that is made at the same moment is there before the erasure, which then takes it away, or is refused.
CREATE FUNCTION refuse_access_for_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person_erased_at timestamptz;
BEGIN
  SELECT erased_at INTO person_erased_at FROM profiles WHERE id = NEW.profile_id FOR SHARE;
  IF person_erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'person % has been erased', NEW.profile_id USING ERRCODE = 'SK410';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER auth_sessions_none_for_erased BEFORE INSERT ON auth_sessions FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER auth_accounts_none_for_erased BEFORE INSERT ON auth_accounts FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER api_tokens_none_for_erased BEFORE INSERT ON api_tokens FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();
CREATE TRIGGER invitations_none_for_erased BEFORE INSERT ON invitations FOR EACH ROW EXECUTE FUNCTION refuse_access_for_erased();

-- What the server's role may not do for anybody else: take away external ids, suggestions, and where they were when they
-- changed something. Called within the transaction that erases, once the profile says so. Updates stay, for signals come from them.
CREATE FUNCTION forget_words_of_erased(p_profile_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM profiles WHERE id = p_profile_id AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'person % has not been erased', p_profile_id USING ERRCODE = 'SK411';
  END IF;
  UPDATE progress_updates SET content = 'This text was removed when its author was erased.', external_id = NULL
   WHERE user_id = p_profile_id AND (content <> 'This text was removed when its author was erased.' OR external_id IS NOT NULL);
  DELETE FROM suggestions WHERE profile_id = p_profile_id AND status = 'PENDING';
  UPDATE audit_origins SET address = NULL, user_agent = NULL
   WHERE profile_id = p_profile_id AND (address IS NOT NULL OR user_agent IS NOT NULL);
END
$$;

-- As in 0006, but for the person, who is locked beside the project.
CREATE OR REPLACE FUNCTION post_progress_update(
  p_project_id bigint,
  p_user_id bigint,
  p_content text,
  p_external_id text,
  p_created_at timestamptz,
  p_weight integer
) RETURNS TABLE (id bigint, project_id bigint, user_id bigint, content text, external_id text, created_at timestamptz, edited_at timestamptz, created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  current_status project_status;
  is_member boolean;
  was_member boolean;
  declared bigint[];
BEGIN
  IF p_created_at > now() THEN
    RAISE EXCEPTION 'dated in the future' USING ERRCODE = 'SK400';
  END IF;
  -- KEY SHARE is what the foreign key takes anyway; a change of scope or a completion takes FOR UPDATE, so that
  -- an update is posted either wholly before it or wholly after it. After such a wait the status is the new one.
  -- SHARE of the person does the same with whoever erases them: after such a wait they are erased.
  SELECT p.status,
         u.erased_at IS NULL
           AND EXISTS (SELECT FROM assignments a
                        WHERE a.profile_id = p_user_id AND a.project_id = p_project_id AND a.ended_at IS NULL
                          AND (p_created_at IS NULL OR a.started_at <= p_created_at)),
         u.erased_at IS NULL AND p.status <> 'active'
           AND EXISTS (SELECT FROM assignments a WHERE a.profile_id = p_user_id AND a.project_id = p_project_id)
    INTO current_status, is_member, was_member
    FROM projects p, profiles u WHERE p.id = p_project_id AND u.id = p_user_id FOR KEY SHARE OF p FOR SHARE OF u;
  IF current_status IS NULL AND NOT EXISTS (SELECT FROM projects p WHERE p.id = p_project_id) THEN
    RAISE EXCEPTION 'no such project' USING ERRCODE = 'SK404';
  END IF;
  IF current_status IS NULL OR (NOT is_member AND NOT was_member) THEN
    RAISE EXCEPTION 'not an active member of the project' USING ERRCODE = 'SK403';
  END IF;
  IF current_status <> 'active' THEN
    RAISE EXCEPTION 'the project is not active' USING ERRCODE = 'SK409';
  END IF;

  INSERT INTO progress_updates AS u (project_id, user_id, content, external_id, created_at)
  VALUES (p_project_id, p_user_id, p_content, p_external_id, coalesce(p_created_at, date_trunc('milliseconds', now())))
  ON CONFLICT (project_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
  RETURNING u.id, u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
       INTO id, project_id, user_id, content, external_id, created_at, edited_at;
  created := id IS NOT NULL;
  IF created THEN
    SELECT array_agg(ps.skill_id) INTO declared FROM project_skills ps WHERE ps.project_id = p_project_id;
    PERFORM emit_skill_signals(p_user_id, 'update', id, 'update', declared, p_weight, NULL);
  ELSE
    SELECT u.id, u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
      INTO id, project_id, user_id, content, external_id, created_at, edited_at
      FROM progress_updates u WHERE u.project_id = p_project_id AND u.external_id = p_external_id;
  END IF;
  RETURN NEXT;
END
$$;

-- As in 0014, but for the people, who are locked beside the projects; those who were erased are unknown.
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
BEGIN
  -- As in post_progress_update, a change of scope or a completion comes wholly before or wholly after.
  PERFORM FROM (
    SELECT p.id FROM projects p
     WHERE p.id = ANY (p_project_ids) OR p.external_id = ANY (p_project_external_ids)
     ORDER BY p.id FOR KEY SHARE
  ) locked;
  -- Nor is anybody erased in the middle. Planned each time, for the reason below.
  EXECUTE $lock$
    SELECT FROM (SELECT u.id FROM profiles u WHERE u.id = ANY ($1) OR lower(u.email) = ANY ($2) ORDER BY u.id FOR SHARE) locked
  $lock$ USING p_user_ids, p_emails;

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
          LEFT JOIN profiles user_by_id ON user_by_id.id = l.user_id AND user_by_id.erased_at IS NULL
          LEFT JOIN profiles user_by_email ON lower(user_by_email.email) = l.email AND user_by_email.erased_at IS NULL
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
ALTER FUNCTION forget_words_of_erased OWNER TO skilltrace_ledger;
REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger;
REVOKE ALL ON FUNCTION forget_words_of_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_words_of_erased TO skilltrace_server;

GRANT UPDATE (content, external_id) ON progress_updates TO skilltrace_ledger;
GRANT SELECT, DELETE ON suggestions TO skilltrace_ledger;
-- A row lock asks for UPDATE on some column; this is the least of them.
GRANT UPDATE (erased_at) ON profiles TO skilltrace_ledger;
