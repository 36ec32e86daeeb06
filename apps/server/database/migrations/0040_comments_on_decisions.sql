-- What the person who decides says to the person about whom they decide. In its own table, because the specification fixes the suggestions.
CREATE TABLE decision_comments (
  profile_id bigint NOT NULL,
  suggestion_id bigint NOT NULL,
  author_id bigint NOT NULL REFERENCES profiles (id),
  content text NOT NULL CHECK (char_length(content) BETWEEN 1 AND 1000),
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  PRIMARY KEY (profile_id, suggestion_id),
  FOREIGN KEY (profile_id, suggestion_id) REFERENCES suggestions (profile_id, id),
  CHECK (author_id <> profile_id)
);
CREATE INDEX decision_comments_author_id_idx ON decision_comments (author_id);

-- The validation that a decision withdrew, so that it can be restored as it was. Levels that were withdrawn before this migration cannot.
CREATE TABLE withdrawn_levels (
  profile_id bigint NOT NULL,
  suggestion_id bigint NOT NULL,
  skill_id bigint NOT NULL REFERENCES skills (id),
  proficiency_level proficiency_level NOT NULL,
  last_validated_at timestamptz(3) NOT NULL,
  last_validated_by_id bigint REFERENCES profiles (id),
  imported_at timestamptz(3),
  imported_validator_id bigint REFERENCES profiles (id),
  restored_at timestamptz(3),
  restored_by_id bigint REFERENCES profiles (id),
  PRIMARY KEY (profile_id, suggestion_id),
  FOREIGN KEY (profile_id, suggestion_id) REFERENCES suggestions (profile_id, id),
  CHECK ((restored_at IS NULL) = (restored_by_id IS NULL)),
  CONSTRAINT withdrawn_levels_restored_by_another CHECK (restored_by_id <> profile_id)
);

-- Until when a person has seen the decisions about their suggestions.
CREATE TABLE seen_decisions (
  profile_id bigint PRIMARY KEY REFERENCES profiles (id),
  seen_until timestamptz(3) NOT NULL
);

-- The decisions of a person, newest first.
CREATE INDEX suggestions_resolved_by_id_idx ON suggestions (resolved_by_id, resolved_at DESC, id DESC) WHERE resolved_by_id IS NOT NULL;
