-- The people who may read the work on a project (signals with their sources, texts of updates): its Tech Lead, even after it has ended,
-- and its active members. Authors of the work and admins may read it too, without a row here.
CREATE OR REPLACE VIEW work_readers AS
  SELECT tech_lead_id AS profile_id, id AS project_id FROM projects
   UNION
  SELECT profile_id, project_id FROM active_assignments;
GRANT SELECT ON work_readers TO skilltrace_server, skilltrace_reader;
