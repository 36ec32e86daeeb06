-- The projects whose inbox shows each pending suggestion: the person's active projects whose assignment has the exact name of the
-- skill as a tag, or all of their active projects if there are none. Excludes projects that the person leads, and those whose Tech Lead
-- has left. A suggestion without a row here is for admins.
CREATE OR REPLACE VIEW suggestion_routes AS
  WITH reviewed AS NOT MATERIALIZED (
    SELECT a.profile_id, a.project_id, a.project_name, a.role, a.tags, a.tech_lead_id
      FROM active_assignments a JOIN profiles l ON l.id = a.tech_lead_id
     WHERE a.tech_lead_id <> a.profile_id AND l.deactivated_at IS NULL
  )
  SELECT g.id AS suggestion_id, g.profile_id, g.skill_id, g.source, g.suggested_proficiency, g.created_at,
         a.project_id, a.project_name, a.role, a.tech_lead_id
    FROM reviewed a
    JOIN suggestions g ON g.profile_id = a.profile_id AND g.status = 'PENDING'
    JOIN skills k ON k.id = g.skill_id
   WHERE k.skill_name = ANY (a.tags)
      OR NOT EXISTS (SELECT FROM reviewed o WHERE o.profile_id = g.profile_id AND k.skill_name = ANY (o.tags));
GRANT SELECT ON suggestion_routes TO skilltrace_server, skilltrace_reader;
