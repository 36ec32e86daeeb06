-- The changes of validated skills from the audit log, with the level and its date before and after each, and the person who caused it. Readers
-- of charts have no right on the log itself.
CREATE OR REPLACE VIEW validated_skill_history AS
  SELECT e.id, e.recorded_at, e.profile_id, e.skill_id, e.details -> 'before' AS before, e.details -> 'after' AS after,
         person_of_origin(e.origin_id) AS caused_by_id
    FROM audit_entries e
   WHERE e.subject_type = 'validated_skill';
GRANT SELECT ON validated_skill_history TO skilltrace_server, skilltrace_reader;
