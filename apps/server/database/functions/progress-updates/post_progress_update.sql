-- Posts an update and emits its `update` signals in one call, because round trips are most of the cost of a post.
--   SK400  dated in the future    SK404  no such project    SK409  project not active    SK403  not an active member (at that time)
--   SK412  the update of an erased person
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
  erased bytea;
  author_id bigint;
  existing_id bigint;
BEGIN
  IF p_created_at > now() THEN
    RAISE EXCEPTION 'the update is dated in the future' USING ERRCODE = 'SK400';
  END IF;
  PERFORM wait_for_erasing();
  -- The foreign key takes KEY SHARE anyway. A change of scope or a completion takes FOR UPDATE, so that an update is
  -- posted either entirely before it or entirely after it. After such a wait, this statement reads the new status.
  -- SHARE on the person does the same for an erasure: after such a wait, the person is erased.
  IF tables_are_copied() THEN
    PERFORM wait_for_changes();
    SELECT p.status INTO current_status FROM projects p, profiles u WHERE p.id = p_project_id AND u.id = p_user_id;
  ELSE
    SELECT p.status INTO current_status
      FROM projects p, profiles u WHERE p.id = p_project_id AND u.id = p_user_id FOR KEY SHARE OF p FOR SHARE OF u;
  END IF;
  -- A separate statement, so that it sees the current assignments after a wait. It does not contain the status: PostgreSQL would
  -- plan it again for each value, which took 100 of the 370 microseconds of a post.
  SELECT EXISTS (SELECT FROM assignments a
                  WHERE a.profile_id = p_user_id AND a.project_id = p_project_id AND a.ended_at IS NULL
                    AND (p_created_at IS NULL OR a.started_at <= p_created_at))
    INTO is_member
    FROM profiles u WHERE u.id = p_user_id AND u.erased_at IS NULL;
  IF current_status <> 'active' THEN
    SELECT EXISTS (SELECT FROM assignments a WHERE a.profile_id = p_user_id AND a.project_id = p_project_id)
      INTO was_member
      FROM profiles u WHERE u.id = p_user_id AND u.erased_at IS NULL;
  END IF;
  -- Nested, because an IF with a subquery runs a statement even if its first condition is false.
  IF current_status IS NULL THEN
    IF NOT EXISTS (SELECT FROM projects p WHERE p.id = p_project_id) THEN
      RAISE EXCEPTION 'the project does not exist' USING ERRCODE = 'SK404';
    END IF;
  END IF;
  IF current_status IS NULL OR (is_member OR was_member) IS NOT TRUE THEN
    RAISE EXCEPTION 'the person is not an active member of the project' USING ERRCODE = 'SK403';
  END IF;
  IF current_status <> 'active' THEN
    RAISE EXCEPTION 'the project is not active' USING ERRCODE = 'SK409';
  END IF;
  IF p_external_id IS NOT NULL THEN
    IF EXISTS (SELECT FROM erased_fingerprints) THEN
      erased := erased_fingerprint(erasure_key(), 'update', p_project_id || ':' || p_external_id);
      IF EXISTS (SELECT FROM erased_fingerprints f WHERE f.digest = erased) THEN
        RAISE EXCEPTION 'this external id belongs to an update of an erased person' USING ERRCODE = 'SK412';
      END IF;
    END IF;
  END IF;

  id := nextval('progress_updates_id_seq');
  created := true;
  -- The key comes first: only the transaction that inserts it inserts the update. A second transaction with the same key waits here for the first.
  IF p_external_id IS NOT NULL THEN
    INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
    VALUES (p_project_id, p_external_id, p_user_id, id)
    ON CONFLICT DO NOTHING;
    created := FOUND;
  END IF;
  IF created THEN
    INSERT INTO progress_updates AS u (id, project_id, user_id, content, external_id, created_at) OVERRIDING SYSTEM VALUE
    VALUES (id, p_project_id, p_user_id, p_content, p_external_id, coalesce(p_created_at, date_trunc('milliseconds', now())))
    RETURNING u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
         INTO project_id, user_id, content, external_id, created_at, edited_at;
    SELECT array_agg(ps.skill_id) INTO declared FROM project_skills ps WHERE ps.project_id = p_project_id;
    PERFORM emit_skill_signals(p_user_id, 'update', id, 'update', declared, p_weight, NULL);
  ELSE
    -- Not joined: with Citus, the key and the update are on different workers.
    SELECT k.user_id, k.update_id INTO author_id, existing_id
      FROM progress_update_keys k WHERE k.project_id = p_project_id AND k.external_id = p_external_id;
    SELECT u.id, u.project_id, u.user_id, u.content, u.external_id, u.created_at, u.edited_at
      INTO id, project_id, user_id, content, external_id, created_at, edited_at
      FROM progress_updates u WHERE u.user_id = author_id AND u.id = existing_id;
  END IF;
  RETURN NEXT;
END
$$;
ALTER FUNCTION post_progress_update OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION post_progress_update FROM PUBLIC;
GRANT EXECUTE ON FUNCTION post_progress_update TO skilltrace_server;
