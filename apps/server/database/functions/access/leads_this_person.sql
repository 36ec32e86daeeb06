-- Whether one person is the Tech Lead of an active project that the other is actively on.
CREATE OR REPLACE FUNCTION leads_this_person(p_lead_id bigint, p_person_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM active_assignments a JOIN project_leads l USING (project_id)
                  WHERE a.profile_id = p_person_id AND l.profile_id = p_lead_id)
$$;
