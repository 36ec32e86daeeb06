-- Whether a person may see the work of others on a project. The rights of admins, and of people to see their own work, are not part of it.
CREATE OR REPLACE FUNCTION may_see_work_on(p_viewer_id bigint, p_project_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM work_readers WHERE profile_id = p_viewer_id AND project_id = p_project_id)
$$;
