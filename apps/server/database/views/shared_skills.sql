-- Validated skills that a person shares with everyone who is signed in. Sharing ends when the person leaves.
CREATE OR REPLACE VIEW shared_skills AS
  SELECT e.profile_id, e.skill_id, e.proficiency_level, e.last_validated_at
    FROM employee_skills e JOIN profiles p ON p.id = e.profile_id
   WHERE p.shares_validated_skills AND p.deactivated_at IS NULL;
GRANT SELECT ON shared_skills TO skilltrace_server, skilltrace_reader;
