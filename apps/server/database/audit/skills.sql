-- Changes to the taxonomy.
CREATE OR REPLACE FUNCTION merged_into_in_log(p_skill_id bigint) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jsonb_build_object('mergedIntoId', p_skill_id)
         || coalesce((SELECT jsonb_build_object('mergedInto', s.skill_name) FROM skills s WHERE s.id = p_skill_id), '{}')
$$;
REVOKE ALL ON FUNCTION merged_into_in_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merged_into_in_log TO skilltrace_ledger;

-- A function of its own, like the one above: Citus refuses a statement that reads a transition table and a table that it manages.
CREATE OR REPLACE FUNCTION moved_suggestions_in_log(p_skill_id bigint) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT nullif(count(*), 0) FROM suggestions g WHERE g.skill_id = p_skill_id AND g.status = 'PENDING'
$$;
REVOKE ALL ON FUNCTION moved_suggestions_in_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION moved_suggestions_in_log TO skilltrace_ledger;

CREATE OR REPLACE FUNCTION audit_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF NOT on_coordinator() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.created', 'skill', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.deleted', 'skill', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), c.action, 'skill', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'skill.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))),
       (n.id IS NULL, 'skill.deleted',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))),
       (o.skill_name <> n.skill_name, 'skill.renamed',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name), 'after', jsonb_build_object('name', n.skill_name))),
       (o.category <> n.category, 'skill.recategorised',
        jsonb_build_object('before', jsonb_build_object('category', o.category), 'after', jsonb_build_object('category', n.category))),
       (o.description IS DISTINCT FROM n.description, 'skill.described', jsonb_build_object('fields', jsonb_build_array('description'))),
       (n.merged_into_id <> coalesce(o.merged_into_id, 0), 'skill.merged',
        jsonb_build_object('before', jsonb_build_object('isActive', o.is_active) || merged_into_in_log(o.merged_into_id),
                           'after', jsonb_build_object('isActive', n.is_active) || merged_into_in_log(n.merged_into_id)
                             || jsonb_build_object('movedSuggestions',
                                  CASE WHEN n.merged_into_id <> coalesce(o.merged_into_id, 0) THEN moved_suggestions_in_log(n.id) END))),
       (o.is_active <> n.is_active AND n.merged_into_id IS NULL, CASE WHEN n.is_active THEN 'skill.activated' ELSE 'skill.deactivated' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.is_active), 'after', jsonb_build_object('isActive', n.is_active))),
       -- A merge ends when the skill is reactivated.
       (o.merged_into_id IS NOT NULL AND n.merged_into_id IS NULL, 'skill.unmerged',
        jsonb_build_object('before', merged_into_in_log(o.merged_into_id), 'after', merged_into_in_log(NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_skills OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_skills FROM PUBLIC;

CREATE OR REPLACE TRIGGER skills_audit_insert AFTER INSERT ON skills REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_insert;
CREATE OR REPLACE TRIGGER skills_audit_update AFTER UPDATE ON skills REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_update;
CREATE OR REPLACE TRIGGER skills_audit_delete AFTER DELETE ON skills REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_skills();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_delete;
CREATE OR REPLACE TRIGGER skills_audit_truncate AFTER TRUNCATE ON skills FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE skills ENABLE ALWAYS TRIGGER skills_audit_truncate;
