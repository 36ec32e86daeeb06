-- Whether a person may see the validated levels and the figures of all people: every Tech Lead of an active project may.
-- The rights of admins, and of people to see their own, are not part of this function.
CREATE OR REPLACE FUNCTION may_see_skills_of_others(p_viewer_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM project_leads WHERE profile_id = p_viewer_id)
$$;
