-- The changes of validated skills from the audit log, with the level and its date before and after each, and the person who caused it. A level
-- that a merge of skills moved or ended has the other skill too. Readers of charts have no right on the log itself.
CREATE OR REPLACE VIEW validated_skill_history AS
  SELECT e.id, e.recorded_at, e.profile_id, e.skill_id, e.details -> 'before' AS before, e.details -> 'after' AS after, o.profile_id AS caused_by_id,
         coalesce(e.details ->> 'mergedIntoId', e.details ->> 'mergedFromId')::bigint AS merged_with_id
    FROM audit_entries e LEFT JOIN audit_origins o ON o.id = e.origin_id
   WHERE e.subject_type = 'validated_skill';
GRANT SELECT ON validated_skill_history TO skilltrace_server, skilltrace_reader;
