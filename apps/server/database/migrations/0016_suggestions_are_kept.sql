-- What has been decided stays decided: who, when and which level are the history of the validation ledger.
--   SK005  a suggestion that was decided does not change any more
CREATE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'suggestion % was decided: % refused', OLD.id, TG_OP USING ERRCODE = 'SK005';
END
$$;
CREATE TRIGGER suggestions_decided_stay
  BEFORE UPDATE ON suggestions
  FOR EACH ROW WHEN (OLD.status <> 'PENDING') EXECUTE FUNCTION refuse_change_of_decision();
-- ALWAYS: fires in replica mode too, which is how a bulk tool would otherwise walk past it.
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_decided_stay;

ALTER TABLE suggestions
  ADD CONSTRAINT suggestions_decided_by_somebody CHECK ((status = 'PENDING') = (resolved_by_id IS NULL)),
  ADD CONSTRAINT suggestions_pending_without_level CHECK (status <> 'PENDING' OR resolved_proficiency IS NULL),
  ADD CONSTRAINT suggestions_granted_with_level CHECK (status NOT IN ('APPROVED', 'ADJUSTED') OR resolved_proficiency IS NOT NULL);

-- Whom, which skill, which level and from where is said once. A row lock asks for UPDATE on some column: these are enough.
REVOKE UPDATE ON suggestions FROM skilltrace_server;
GRANT UPDATE (status, resolved_at, resolved_by_id, resolved_proficiency) ON suggestions TO skilltrace_server;
