-- The signal ledger is append-only, as `refuse_ledger_change` says.
CREATE OR REPLACE TRIGGER user_skill_signals_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON user_skill_signals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
-- ALWAYS: fires in replica mode too, which a bulk tool would otherwise use to avoid it.
ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only;
