-- Only decisions. Pending reports and the nightly job's flags do not change any facts about a person.
CREATE OR REPLACE FUNCTION audit_suggestions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'suggestion.deleted', 'suggestion', o.id, o.profile_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('status', o.status))
      FROM old_rows o WHERE o.status <> 'PENDING';
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE n.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
           'suggestion', n.id, n.profile_id, n.skill_id,
           jsonb_build_object('before', jsonb_build_object('level', n.suggested_proficiency),
                              'after', jsonb_build_object('level', n.resolved_proficiency, 'resolvedById', n.resolved_by_id), 'source', n.source)
      FROM new_rows n LEFT JOIN old_rows o ON o.id = n.id AND o.profile_id = n.profile_id AND o.skill_id = n.skill_id
     WHERE n.status <> 'PENDING' AND o.status IS DISTINCT FROM n.status;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_suggestions OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_suggestions FROM PUBLIC;

-- A suggestion that is inserted as decided. A row trigger, so that each of the hundreds of thousands of rows of the nightly job costs only one comparison.
CREATE OR REPLACE FUNCTION audit_decided_suggestion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
  VALUES (audit_origin(),
          CASE NEW.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
          'suggestion', NEW.id, NEW.profile_id, NEW.skill_id,
          jsonb_build_object('before', jsonb_build_object('level', NEW.suggested_proficiency),
                             'after', jsonb_build_object('level', NEW.resolved_proficiency, 'resolvedById', NEW.resolved_by_id), 'source', NEW.source));
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_decided_suggestion OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_decided_suggestion FROM PUBLIC;

CREATE OR REPLACE TRIGGER suggestions_audit_insert AFTER INSERT ON suggestions
  FOR EACH ROW WHEN (NEW.status <> 'PENDING') EXECUTE FUNCTION audit_decided_suggestion();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_insert;
CREATE OR REPLACE TRIGGER suggestions_audit_update AFTER UPDATE ON suggestions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_suggestions();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_update;
CREATE OR REPLACE TRIGGER suggestions_audit_delete AFTER DELETE ON suggestions REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_suggestions();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_delete;
CREATE OR REPLACE TRIGGER suggestions_audit_truncate AFTER TRUNCATE ON suggestions FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_truncate;
