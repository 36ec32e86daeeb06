-- A decided suggestion does not change: the person, the time and the level are the history of the validation ledger.
--   SK005  the suggestion was decided
CREATE OR REPLACE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'suggestion % was decided: % rejected', OLD.id, TG_OP USING ERRCODE = 'SK005';
END
$$;
CREATE OR REPLACE TRIGGER suggestions_decided_stay
  BEFORE UPDATE ON suggestions
  FOR EACH ROW WHEN (OLD.status <> 'PENDING') EXECUTE FUNCTION refuse_change_of_decision();
-- ALWAYS: also fires in replica mode, which a bulk tool could otherwise use to bypass it.
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_decided_stay;
