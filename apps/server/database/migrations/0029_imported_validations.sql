-- A validation that came with a file is a claim, not a decision: `imported_at` marks it, and `imported_validator_id` is the
-- validator according to the file. `last_validated_by_id` names only people who decided in Skilltrace.
ALTER TABLE employee_skills
  ADD COLUMN imported_at timestamptz(3),
  ADD COLUMN imported_validator_id bigint REFERENCES profiles (id);
CREATE INDEX employee_skills_imported_validator_id_idx ON employee_skills (imported_validator_id) WHERE imported_validator_id IS NOT NULL;

-- What no kept decision explains came from a file.
UPDATE employee_skills e
   SET imported_at = date_trunc('milliseconds', now()), imported_validator_id = e.last_validated_by_id, last_validated_by_id = NULL
 WHERE NOT EXISTS (
   SELECT FROM suggestions g
    WHERE g.profile_id = e.profile_id AND g.skill_id = e.skill_id AND g.status IN ('APPROVED', 'ADJUSTED')
      AND g.resolved_by_id = e.last_validated_by_id AND g.resolved_at = e.last_validated_at);

ALTER TABLE employee_skills
  ADD CONSTRAINT employee_skills_imported_or_decided CHECK (imported_at IS NULL OR last_validated_by_id IS NULL),
  ADD CONSTRAINT employee_skills_import_names_validator CHECK (imported_validator_id IS NULL OR imported_at IS NOT NULL),
  ADD CONSTRAINT employee_skills_imported_validator_is_another CHECK (imported_validator_id <> profile_id);
