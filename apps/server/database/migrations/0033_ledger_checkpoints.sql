-- Checkpoints: digests of what was recorded, so that a later change of it shows, by whoever owns the database too.
-- docs/decisions/0014-checkpoints-by-stored-snapshot.md

-- Which transaction recorded the row. It decides whether a checkpoint covers the row, and no clock can: a transaction may
-- begin before a checkpoint and commit after it. Earlier rows keep NULL, which every checkpoint covers. No row is rewritten.
ALTER TABLE user_skill_signals ADD COLUMN transaction_id xid8;
ALTER TABLE user_skill_signals ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id();
ALTER TABLE progress_updates ADD COLUMN transaction_id xid8, ADD COLUMN recorded_at timestamptz(3);
ALTER TABLE progress_updates ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id(),
                             ALTER COLUMN recorded_at SET DEFAULT date_trunc('milliseconds', now());
ALTER TABLE audit_entries ADD COLUMN transaction_id xid8;
ALTER TABLE audit_entries ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id();

-- The database clusters that this ledger has lived in. Transactions are numbered by the cluster, so that a dump restored
-- elsewhere starts again with low numbers: rows recorded before `since` belong to an earlier cluster.
CREATE TABLE ledger_clusters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  system_identifier bigint NOT NULL,
  since timestamptz(3) NOT NULL
);
INSERT INTO ledger_clusters (system_identifier, since)
SELECT system_identifier, date_trunc('milliseconds', clock_timestamp()) FROM pg_control_system();

-- Digests and what they cover; no counts. Each checkpoint commits to the one before it.
CREATE TABLE ledger_checkpoints (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  taken_at timestamptz(3) NOT NULL,
  -- Set by the daily run: one a day, on any number of servers.
  daily_on date,
  snapshot pg_snapshot NOT NULL,
  -- Nothing that the checkpoint covers was recorded later than this.
  recorded_until timestamptz(3) NOT NULL,
  cluster_since timestamptz(3) NOT NULL,
  roots jsonb NOT NULL CHECK (jsonb_typeof(roots) = 'object'),
  previous_root bytea CHECK (length(previous_root) = 32),
  root bytea NOT NULL CHECK (length(root) = 32)
);
CREATE UNIQUE INDEX ledger_checkpoints_daily_on_key ON ledger_checkpoints (daily_on);
CREATE UNIQUE INDEX ledger_checkpoints_root_key ON ledger_checkpoints (root);
-- One successor each: two runs that do not see each other cannot fork the chain.
CREATE UNIQUE INDEX ledger_checkpoints_previous_root_key ON ledger_checkpoints (previous_root) NULLS NOT DISTINCT;
-- Only what differs from the checkpoint before: a person without new work costs nothing.
CREATE TABLE ledger_checkpoint_parts (
  checkpoint_id bigint NOT NULL,
  ledger text NOT NULL,
  part bigint NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (ledger, part, checkpoint_id)
);

-- The server takes checkpoints, and neither changes nor deletes one. A false one raises an alarm and hides nothing.
GRANT SELECT, INSERT ON ledger_clusters, ledger_checkpoints, ledger_checkpoint_parts TO skilltrace_server;
GRANT USAGE ON SEQUENCE ledger_checkpoints_id_seq TO skilltrace_server;
