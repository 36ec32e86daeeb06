-- The Tech Leads of active projects, with or without members. A lead who has left leads nothing.
CREATE OR REPLACE VIEW project_leads AS
  SELECT p.id AS project_id, p.tech_lead_id AS profile_id
    FROM projects p JOIN profiles l ON l.id = p.tech_lead_id
   WHERE p.status = 'active' AND l.deactivated_at IS NULL;
GRANT SELECT ON project_leads TO skilltrace_server, skilltrace_reader;
