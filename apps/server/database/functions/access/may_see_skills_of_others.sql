-- Whether a person may see the validated levels and the figures of everybody: every Tech Lead of an active project.
-- Admins may too, and everybody sees their own.
CREATE OR REPLACE FUNCTION may_see_skills_of_others(p_viewer_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM project_leads WHERE profile_id = p_viewer_id)
$$;
