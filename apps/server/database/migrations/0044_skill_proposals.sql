-- Names that people miss in the taxonomy and propose to the admins. The answer is in the same row: an accepted proposal has the skill that was created,
-- or that got the name as an alias; a declined one has the comment of the admin.
CREATE TYPE skill_proposal_status AS ENUM ('waiting', 'accepted', 'declined');
CREATE TABLE skill_proposals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  name text NOT NULL CONSTRAINT skill_proposals_name_check CHECK (length(name) BETWEEN 1 AND 200),
  reason text CONSTRAINT skill_proposals_reason_check CHECK (length(reason) BETWEEN 1 AND 1000),
  status skill_proposal_status NOT NULL DEFAULT 'waiting',
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  answered_at timestamptz(3),
  answered_by_id bigint,
  skill_id bigint,
  comment text CONSTRAINT skill_proposals_comment_check CHECK (length(comment) BETWEEN 1 AND 1000),
  CONSTRAINT skill_proposals_answer_check CHECK (
    (status = 'waiting') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)
    AND (status = 'accepted') = (skill_id IS NOT NULL) AND (status = 'declined') = (comment IS NOT NULL))
);
-- Also finds the waiting proposals of one name, which are answered together.
CREATE UNIQUE INDEX skill_proposals_waiting_key ON skill_proposals (name, profile_id) WHERE status = 'waiting';
CREATE INDEX skill_proposals_profile_id_idx ON skill_proposals (profile_id, created_at DESC, id DESC);
CREATE INDEX skill_proposals_status_idx ON skill_proposals (status, created_at DESC, id DESC);
CREATE INDEX skill_proposals_created_at_idx ON skill_proposals (created_at DESC, id DESC);
CREATE INDEX skill_proposals_skill_id_idx ON skill_proposals (skill_id) WHERE skill_id IS NOT NULL;
ALTER TABLE skill_proposals ADD CONSTRAINT skill_proposals_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE skill_proposals ADD CONSTRAINT skill_proposals_answered_by_id_fkey FOREIGN KEY (answered_by_id) REFERENCES profiles (id);
ALTER TABLE skill_proposals ADD CONSTRAINT skill_proposals_skill_id_fkey FOREIGN KEY (skill_id) REFERENCES skills (id);
