-- A skill that was merged into another one: its names are found as the other skill. It is inactive, and its signals stay its own.
-- The trigger `guards/merged_skills.sql` prevents chains.
ALTER TABLE skills ADD COLUMN merged_into_id bigint,
  ADD CONSTRAINT skills_merged_into_another CHECK (merged_into_id <> id),
  ADD CONSTRAINT skills_merged_are_inactive CHECK (merged_into_id IS NULL OR NOT is_active);
ALTER TABLE skills ADD CONSTRAINT skills_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES skills (id);
CREATE INDEX skills_merged_into_id_idx ON skills (merged_into_id) WHERE merged_into_id IS NOT NULL;

ALTER TYPE audit_action ADD VALUE 'skill.merged' AFTER 'skill.deactivated';
ALTER TYPE audit_action ADD VALUE 'skill.unmerged' AFTER 'skill.merged';
ALTER TYPE audit_action ADD VALUE 'validated_skill.moved' AFTER 'validated_skill.withdrawn';
ALTER TYPE audit_action ADD VALUE 'validated_skill.merged' AFTER 'validated_skill.moved';
