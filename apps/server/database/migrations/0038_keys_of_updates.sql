-- The external ids of updates, unique by project. A unique index of progress_updates cannot do this once the table is partitioned by
-- person, because each partition can only check its own rows. docs/decisions/0009-external-ids-are-unique-by-project.md
CREATE TABLE progress_update_keys (
  project_id bigint NOT NULL,
  external_id text NOT NULL,
  user_id bigint NOT NULL,
  update_id bigint NOT NULL,
  PRIMARY KEY (project_id, external_id)
);
INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id)
SELECT project_id, external_id, user_id, id FROM progress_updates WHERE external_id IS NOT NULL;
DROP INDEX progress_updates_external_id_key;
