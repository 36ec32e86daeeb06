-- "Who knows" reads the latest validations of a skill, and finds every column that it needs in this index. It replaces the index on the skill alone.
CREATE INDEX employee_skills_skill_idx ON employee_skills (skill_id, last_validated_at) INCLUDE (profile_id, proficiency_level);
DROP INDEX employee_skills_skill_id_idx;
