-- The validated levels in the Core Stack of each person, by project: the only ones that can become stale. Skills that are inactive in the
-- taxonomy do not become stale. A level has one row for each project with that tag.
CREATE OR REPLACE VIEW core_stack_validations AS
  SELECT c.profile_id, c.project_id, c.skill_id, k.skill_name, v.proficiency_level, v.last_validated_at
    FROM core_stack c
    JOIN employee_skills v ON v.profile_id = c.profile_id AND v.skill_id = c.skill_id
    JOIN skills k ON k.id = c.skill_id
   WHERE k.is_active;
GRANT SELECT ON core_stack_validations TO skilltrace_server, skilltrace_reader;
