-- What a decision withdrew stays as it was, and is restored at most once, by the person who withdrew it or an admin, while no later decision
-- is about the skill.
--   SK007  a withdrawn level was changed or deleted
--   SK437  the level was already restored
--   SK438  a later decision is about this skill
--   SK439  this person may not restore the level
--   SK440  the decision did not withdraw this level
--   SK441  the level is not validated again
CREATE OR REPLACE FUNCTION refuse_change_of_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the level that suggestion % withdrew stays: % rejected', OLD.suggestion_id, TG_OP USING ERRCODE = 'SK007';
END
$$;
CREATE OR REPLACE TRIGGER withdrawn_levels_stay BEFORE UPDATE ON withdrawn_levels FOR EACH ROW
  WHEN ((OLD.profile_id, OLD.suggestion_id, OLD.skill_id, OLD.proficiency_level, OLD.last_validated_at, OLD.last_validated_by_id, OLD.imported_at,
         OLD.imported_validator_id)
        IS DISTINCT FROM
        (NEW.profile_id, NEW.suggestion_id, NEW.skill_id, NEW.proficiency_level, NEW.last_validated_at, NEW.last_validated_by_id, NEW.imported_at,
         NEW.imported_validator_id))
  EXECUTE FUNCTION refuse_change_of_withdrawal();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_stay;
CREATE OR REPLACE TRIGGER withdrawn_levels_are_kept BEFORE DELETE ON withdrawn_levels FOR EACH ROW EXECUTE FUNCTION refuse_change_of_withdrawal();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_are_kept;

CREATE OR REPLACE FUNCTION check_restoring() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
BEGIN
  IF OLD.restored_at IS NOT NULL THEN
    RAISE EXCEPTION 'the level that suggestion % withdrew was already restored', OLD.suggestion_id USING ERRCODE = 'SK437';
  END IF;
  IF NOT EXISTS (SELECT FROM suggestions g WHERE g.profile_id = OLD.profile_id AND g.id = OLD.suggestion_id AND g.resolved_by_id = NEW.restored_by_id)
     AND NOT EXISTS (SELECT FROM profiles p WHERE p.id = NEW.restored_by_id AND p.is_admin AND p.deactivated_at IS NULL)
     OR EXISTS (SELECT FROM api_tokens t WHERE t.id = (mark ->> 'apiTokenId')::bigint AND NEW.profile_id = ANY (t.behind_ids))
     OR mark ->> 'via' = 'session' AND EXISTS (
       SELECT FROM auth_accounts a WHERE a.profile_id = (mark ->> 'profileId')::bigint AND NEW.profile_id = ANY (a.known_to_ids)) THEN
    RAISE EXCEPTION 'person % may not restore the level that suggestion % withdrew', NEW.restored_by_id, OLD.suggestion_id USING ERRCODE = 'SK439';
  END IF;
  IF NOT EXISTS (SELECT FROM restorable_levels r WHERE r.profile_id = OLD.profile_id AND r.suggestion_id = OLD.suggestion_id) THEN
    RAISE EXCEPTION 'a later decision is about the skill of suggestion %', OLD.suggestion_id USING ERRCODE = 'SK438';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER withdrawn_levels_restoring BEFORE UPDATE OF restored_at, restored_by_id ON withdrawn_levels
  FOR EACH ROW EXECUTE FUNCTION check_restoring();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_restoring;

-- Checked at the end of the transaction, because the decision, and the validation, are written after the row.
CREATE OR REPLACE FUNCTION require_decision_or_validation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.restored_at IS NOT NULL OR NOT EXISTS (
       SELECT FROM suggestions g WHERE g.profile_id = NEW.profile_id AND g.id = NEW.suggestion_id AND g.skill_id = NEW.skill_id
          AND g.source = 'SYSTEM_FLAG' AND g.status = 'REJECTED' AND g.resolved_proficiency = NEW.proficiency_level)) THEN
    RAISE EXCEPTION 'suggestion % did not withdraw this level', NEW.suggestion_id USING ERRCODE = 'SK440';
  END IF;
  IF TG_OP = 'UPDATE' AND NOT EXISTS (
       SELECT FROM employee_skills e WHERE e.profile_id = NEW.profile_id AND e.skill_id = NEW.skill_id
          AND (e.proficiency_level, e.last_validated_at, e.last_validated_by_id, e.imported_at, e.imported_validator_id)
              IS NOT DISTINCT FROM
              (NEW.proficiency_level, NEW.last_validated_at, NEW.last_validated_by_id, NEW.imported_at, NEW.imported_validator_id)) THEN
    RAISE EXCEPTION 'the level that suggestion % withdrew is marked as restored, but is not validated', NEW.suggestion_id USING ERRCODE = 'SK441';
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS withdrawn_levels_are_true ON withdrawn_levels;
CREATE CONSTRAINT TRIGGER withdrawn_levels_are_true AFTER INSERT OR UPDATE ON withdrawn_levels DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_decision_or_validation();
ALTER TABLE withdrawn_levels ENABLE ALWAYS TRIGGER withdrawn_levels_are_true;
