-- The audit log is append-only, even in replica mode. The only change allowed is to blank the address and the user agent of an origin
-- when a person is erased.
CREATE OR REPLACE TRIGGER audit_entries_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only;
-- Two triggers, as for the signals: Citus manages the origins because of their foreign keys.
CREATE OR REPLACE TRIGGER audit_origins_append_only
  BEFORE DELETE ON audit_origins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE OR REPLACE TRIGGER audit_origins_not_truncated
  BEFORE TRUNCATE ON audit_origins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_append_only;
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_not_truncated;

CREATE OR REPLACE FUNCTION refuse_change_of_origin() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.transaction_id, NEW.recorded_at, NEW.profile_id, NEW.via, NEW.api_token_id, NEW.request_id)
     IS DISTINCT FROM (OLD.id, OLD.transaction_id, OLD.recorded_at, OLD.profile_id, OLD.via, OLD.api_token_id, OLD.request_id)
     OR (NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM OLD.address)
     OR (NEW.user_agent IS NOT NULL AND NEW.user_agent IS DISTINCT FROM OLD.user_agent) THEN
    RAISE EXCEPTION '% is append-only: only the address and the user agent can be blanked', TG_TABLE_NAME USING ERRCODE = 'SK001';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER audit_origins_only_blanked
  BEFORE UPDATE ON audit_origins
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_origin();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_only_blanked;
