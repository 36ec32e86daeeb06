-- The answer to a POST that carried an Idempotency-Key, written in the transaction of the work itself: either both
-- stand or neither. Keys are kept as hashes and answers sealed, because an answer may hold a secret that is shown once.
CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  key_hash bytea NOT NULL,
  request_hash bytea,
  response bytea,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  PRIMARY KEY (caller, key_hash)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO skilltrace_server;
