-- The changes of validated skills from the audit log, with the level and its date before and after each, and the person who caused it. A level
-- that a merge of skills moved or ended has the other skill too. Readers of charts have no right on the log itself.
CREATE OR REPLACE VIEW validated_skill_history AS
  SELECT id, recorded_at, profile_id, skill_id, details -> 'before' AS before, details -> 'after' AS after, person_of_origin(origin_id) AS caused_by_id,
         coalesce(details ->> 'mergedIntoId', details ->> 'mergedFromId')::bigint AS merged_with_id
    FROM audit_entries WHERE subject_type = 'validated_skill';
GRANT SELECT ON validated_skill_history TO skilltrace_server, skilltrace_reader;
