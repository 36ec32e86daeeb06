-- `validated_skills_as_of` reads the history of the levels in one skill. By person, another index serves it.
CREATE INDEX audit_entries_validated_skill_idx ON audit_entries (skill_id, profile_id, id) WHERE subject_type = 'validated_skill';
