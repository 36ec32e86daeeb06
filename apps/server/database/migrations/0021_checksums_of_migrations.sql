-- What a migration was when it ran. A file that was changed since is noticed at the next start; of those that ran before
-- this column came, the files as they are then count.
ALTER TABLE schema_migrations ADD COLUMN checksum text CHECK (checksum ~ '^[0-9a-f]{64}$');
