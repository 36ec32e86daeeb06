-- Which text of each file in `database/` was applied, and when. The earlier texts are kept, so that an older version
-- of the server is recognized and does not put its own definitions back.
CREATE TABLE schema_repeatables (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  path text NOT NULL,
  checksum text NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);
CREATE INDEX schema_repeatables_path_idx ON schema_repeatables (path, applied_at DESC, id DESC);
GRANT SELECT ON schema_repeatables TO skilltrace_server;
