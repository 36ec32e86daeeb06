-- What recognizes an erased person, and nothing else: digests under a key that is not in the database (decision record 0015).
-- The digests of one person's addresses and external ids share an `identity`; those of updates have none.
CREATE TABLE erased_fingerprints (
  digest bytea PRIMARY KEY CHECK (length(digest) = 32),
  key_id bytea NOT NULL CHECK (length(key_id) = 8),
  identity uuid
);
CREATE INDEX erased_fingerprints_identity_idx ON erased_fingerprints (identity) WHERE identity IS NOT NULL;

-- Addresses and external ids that a person had before, as the same digests: erasing the person remembers these too.
CREATE TABLE former_identities (
  profile_id bigint NOT NULL REFERENCES profiles,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (profile_id, digest)
);

GRANT SELECT, INSERT, DELETE ON erased_fingerprints, former_identities TO skilltrace_ledger;
GRANT UPDATE (identity) ON erased_fingerprints TO skilltrace_ledger;

-- A CHECK with now() also runs on UPDATE. A transaction that erases may have begun before the row was written, and then failed.
-- The guards `not_dated_in_the_future` look at a time when it is written.
ALTER TABLE progress_updates DROP CONSTRAINT progress_updates_created_at_check;
ALTER TABLE employee_skills DROP CONSTRAINT employee_skills_last_validated_at_check;

-- Since when a project is not active: an import may report work from before, and none from after.
ALTER TABLE projects ADD COLUMN inactive_since timestamptz(3);
UPDATE projects p
   SET inactive_since = coalesce(
         (SELECT max(e.recorded_at) FROM audit_entries e WHERE e.project_id = p.id AND e.action = 'project.archived'),
         p.completed_at, date_trunc('milliseconds', now()))
 WHERE status <> 'active';
ALTER TABLE projects ADD CONSTRAINT projects_inactive_since_check CHECK ((status = 'active') = (inactive_since IS NULL));
