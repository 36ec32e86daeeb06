-- Each change of a validated level. `validatedById` is the person who decided in Skilltrace. An imported validation
-- has `imported` instead, with `importedValidatorId` if the file names a validator. A merge of skills moves a level (`moved`, with `mergedFromId`) or
-- ends it (`merged`, with `mergedIntoId`), and no person decides.
CREATE OR REPLACE FUNCTION audit_employee_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
DECLARE
  skill_ids bigint[];
  -- The skills of old rows that were merged, and the skills that they were merged into.
  merged_ids bigint[];
  into_ids bigint[];
BEGIN
  IF TG_OP <> 'INSERT' THEN
    -- Citus does not join a transition table with a table that is copied to its workers.
    skill_ids := ARRAY(SELECT DISTINCT o.skill_id FROM old_rows o);
    SELECT array_agg(s.id), array_agg(s.merged_into_id) INTO merged_ids, into_ids
      FROM skills s WHERE s.id = ANY (skill_ids) AND s.merged_into_id IS NOT NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'validated_skill.added', 'validated_skill', n.profile_id, n.skill_id,
           jsonb_build_object('after', jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id)
             || CASE WHEN n.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', n.imported_validator_id) END)
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), CASE WHEN k.id IS NULL THEN 'validated_skill.withdrawn' ELSE 'validated_skill.merged' END::audit_action,
           'validated_skill', o.profile_id, o.skill_id, CASE WHEN k.id IS NULL THEN '{}' ELSE jsonb_build_object('mergedIntoId', k.into_id) END ||
           jsonb_build_object('before', jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id)
             || CASE WHEN o.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', o.imported_validator_id) END)
      FROM old_rows o LEFT JOIN unnest(merged_ids, into_ids) AS k(id, into_id) ON k.id = o.skill_id;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE WHEN m.skill_id IS NOT NULL THEN 'validated_skill.moved' WHEN k.id IS NOT NULL THEN 'validated_skill.merged'
                WHEN o.profile_id IS NULL THEN 'validated_skill.added' WHEN n.profile_id IS NULL THEN 'validated_skill.withdrawn'
                ELSE 'validated_skill.changed' END::audit_action,
           'validated_skill', coalesce(n.profile_id, o.profile_id), coalesce(n.skill_id, o.skill_id),
           CASE WHEN m.skill_id IS NOT NULL THEN jsonb_build_object('mergedFromId', m.skill_id)
                WHEN k.id IS NOT NULL THEN jsonb_build_object('mergedIntoId', k.into_id) ELSE '{}' END
           || CASE WHEN o.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('before',
             jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id)
             || CASE WHEN o.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', o.imported_validator_id) END) END
           || CASE WHEN n.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('after',
             jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id)
             || CASE WHEN n.imported_at IS NULL THEN '{}' ELSE jsonb_build_object('imported', true, 'importedValidatorId', n.imported_validator_id) END) END
      FROM old_rows o FULL JOIN new_rows n ON n.profile_id = o.profile_id AND n.skill_id = o.skill_id
      -- A merge of skills changes the skill of a level: the old row is about the merged skill, the new one about the other skill.
      LEFT JOIN unnest(merged_ids, into_ids) AS k(id, into_id) ON k.id = o.skill_id AND n.profile_id IS NULL
      LEFT JOIN (SELECT b.profile_id, b.skill_id, c.into_id FROM old_rows b JOIN unnest(merged_ids, into_ids) AS c(id, into_id) ON c.id = b.skill_id) m
        ON m.profile_id = n.profile_id AND m.into_id = n.skill_id AND o.profile_id IS NULL
     WHERE (o.profile_id, o.proficiency_level, o.last_validated_at, o.last_validated_by_id, o.imported_at, o.imported_validator_id)
           IS DISTINCT FROM
           (n.profile_id, n.proficiency_level, n.last_validated_at, n.last_validated_by_id, n.imported_at, n.imported_validator_id);
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_employee_skills() OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_employee_skills() FROM PUBLIC;

CREATE OR REPLACE TRIGGER employee_skills_audit_insert AFTER INSERT ON employee_skills REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_insert;
CREATE OR REPLACE TRIGGER employee_skills_audit_update AFTER UPDATE ON employee_skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_update;
CREATE OR REPLACE TRIGGER employee_skills_audit_delete AFTER DELETE ON employee_skills REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_employee_skills();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_delete;
CREATE OR REPLACE TRIGGER employee_skills_audit_truncate AFTER TRUNCATE ON employee_skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE employee_skills ENABLE ALWAYS TRIGGER employee_skills_audit_truncate;
