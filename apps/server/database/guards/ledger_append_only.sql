-- The signal ledger is append-only (`refuse_ledger_change`). Two triggers: with Citus, a trigger that names TRUNCATE is not copied to
-- the shards, and DELETE would then succeed there.
CREATE OR REPLACE TRIGGER user_skill_signals_append_only
  BEFORE UPDATE OR DELETE ON user_skill_signals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE OR REPLACE TRIGGER user_skill_signals_not_truncated
  BEFORE TRUNCATE ON user_skill_signals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
-- ALWAYS: also fires in replica mode, which a bulk tool could otherwise use to bypass it.
ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only;
ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_not_truncated;
