-- Withdrawn levels that can be restored: not restored yet, not validated again, without a later decision that confirmed or withdrew a level
-- of the same person and skill, and not about a skill that was merged into another one.
CREATE OR REPLACE VIEW restorable_levels AS
  SELECT w.profile_id, w.suggestion_id
    FROM withdrawn_levels w JOIN suggestions g ON g.profile_id = w.profile_id AND g.id = w.suggestion_id
   WHERE w.restored_at IS NULL
     AND NOT EXISTS (SELECT FROM skills k WHERE k.id = w.skill_id AND k.merged_into_id IS NOT NULL)
     AND NOT EXISTS (SELECT FROM employee_skills e WHERE e.profile_id = w.profile_id AND e.skill_id = w.skill_id)
     AND NOT EXISTS (SELECT FROM suggestions o
                      WHERE o.profile_id = w.profile_id AND o.skill_id = w.skill_id AND o.id <> w.suggestion_id
                        AND o.resolved_at >= g.resolved_at AND o.resolved_proficiency IS NOT NULL);
GRANT SELECT ON restorable_levels TO skilltrace_server, skilltrace_reader;
