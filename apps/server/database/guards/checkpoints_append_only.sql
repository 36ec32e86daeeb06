-- Checkpoints are append-only for every role, even in replica mode, like the ledgers that they cover.
CREATE OR REPLACE TRIGGER ledger_clusters_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_clusters
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_clusters ENABLE ALWAYS TRIGGER ledger_clusters_append_only;
CREATE OR REPLACE TRIGGER ledger_checkpoints_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_checkpoints ENABLE ALWAYS TRIGGER ledger_checkpoints_append_only;
CREATE OR REPLACE TRIGGER ledger_checkpoint_parts_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint_parts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE ledger_checkpoint_parts ENABLE ALWAYS TRIGGER ledger_checkpoint_parts_append_only;
