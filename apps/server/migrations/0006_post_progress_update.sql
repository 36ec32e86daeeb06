-- The update and its signals in one round trip and one transaction, under one role.
--   SK400  dated in the future    SK404  no such project    SK409  project not active    SK403  not an active member (at that time)
-- p_created_at NULL means now. `created` is false where the external id was taken already: the row that stands is returned.
CREATE FUNCTION post_progress_update(
  p_project_id bigint,
  p_user_id bigint,
  p_content text,
  p_external_id text,
  p_created_at timestamptz,
  p_weight integer
) RETURNS TABLE (id bigint, project_id bigint, user_id bigint, content text, external_id text, created_at timestamptz, edited_at timestamptz, created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  current_status project_status;
  declared bigint[];
  posted progress_updates%ROWTYPE;
BEGIN
  IF p_created_at > now() THEN
    RAISE EXCEPTION 'dated in the future' USING ERRCODE = 'SK400';
  END IF;
  -- KEY SHARE is what the foreign key takes anyway; a change of scope or a completion takes FOR UPDATE, so that
  -- an update is posted either wholly before it or wholly after it.
  SELECT p.status INTO current_status FROM projects p WHERE p.id = p_project_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such project' USING ERRCODE = 'SK404';
  END IF;
  IF NOT EXISTS (
    SELECT FROM assignments a
     WHERE a.profile_id = p_user_id AND a.project_id = p_project_id AND a.ended_at IS NULL
       AND (p_created_at IS NULL OR a.started_at <= p_created_at)
  ) AND (current_status = 'active' OR NOT EXISTS (
    SELECT FROM assignments a WHERE a.profile_id = p_user_id AND a.project_id = p_project_id
  )) THEN
    RAISE EXCEPTION 'not an active member of the project' USING ERRCODE = 'SK403';
  END IF;
  IF current_status <> 'active' THEN
    RAISE EXCEPTION 'the project is not active' USING ERRCODE = 'SK409';
  END IF;

  INSERT INTO progress_updates (project_id, user_id, content, external_id, created_at)
  VALUES (p_project_id, p_user_id, p_content, p_external_id, coalesce(p_created_at, date_trunc('milliseconds', now())))
  ON CONFLICT (project_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
  RETURNING * INTO posted;
  IF posted.id IS NULL THEN
    RETURN QUERY SELECT u.id, u.project_id, u.user_id, u.content, u.external_id, u.created_at::timestamptz, u.edited_at::timestamptz, false
      FROM progress_updates u WHERE u.project_id = p_project_id AND u.external_id = p_external_id;
    RETURN;
  END IF;

  SELECT array_agg(ps.skill_id) INTO declared FROM project_skills ps WHERE ps.project_id = p_project_id;
  IF declared IS NOT NULL THEN
    PERFORM emit_skill_signals(
      array_fill(posted.user_id, ARRAY[cardinality(declared)]), 'update',
      array_fill(posted.id, ARRAY[cardinality(declared)]), 'update',
      declared, p_weight,
      array_fill(posted.created_at::timestamptz, ARRAY[cardinality(declared)]));
  END IF;
  RETURN QUERY SELECT posted.id, posted.project_id, posted.user_id, posted.content, posted.external_id,
    posted.created_at::timestamptz, posted.edited_at::timestamptz, true;
END
$$;
