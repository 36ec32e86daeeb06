-- A comment belongs to a decision and its decider, and stays as it was written. Only an erasure replaces its text.
--   SK006  a comment was changed or deleted
--   SK435  the withdrawal has no comment
--   SK436  the comment is not from the person who decided, or the suggestion is pending
CREATE OR REPLACE FUNCTION refuse_change_of_comment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the comment on suggestion % stays: % rejected', OLD.suggestion_id, TG_OP USING ERRCODE = 'SK006';
END
$$;
CREATE OR REPLACE TRIGGER decision_comments_stay BEFORE UPDATE ON decision_comments FOR EACH ROW
  WHEN ((OLD.profile_id, OLD.suggestion_id, OLD.author_id, OLD.created_at) IS DISTINCT FROM (NEW.profile_id, NEW.suggestion_id, NEW.author_id, NEW.created_at))
  EXECUTE FUNCTION refuse_change_of_comment();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_stay;
CREATE OR REPLACE TRIGGER decision_comments_are_kept BEFORE DELETE ON decision_comments FOR EACH ROW EXECUTE FUNCTION refuse_change_of_comment();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_are_kept;

-- Both rules compare two tables, so they are checked when the transaction commits, regardless of the order of its statements.
CREATE OR REPLACE FUNCTION require_comment_of_decider() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM suggestions g
                  WHERE g.profile_id = NEW.profile_id AND g.id = NEW.suggestion_id AND g.resolved_by_id = NEW.author_id AND g.resolved_at = NEW.created_at) THEN
    RAISE EXCEPTION 'the comment on suggestion % does not belong to a decision of its author', NEW.suggestion_id USING ERRCODE = 'SK436';
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS decision_comments_of_decider ON decision_comments;
CREATE CONSTRAINT TRIGGER decision_comments_of_decider AFTER INSERT ON decision_comments DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_comment_of_decider();
ALTER TABLE decision_comments ENABLE ALWAYS TRIGGER decision_comments_of_decider;

CREATE OR REPLACE FUNCTION require_comment_on_withdrawal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM decision_comments c WHERE c.profile_id = NEW.profile_id AND c.suggestion_id = NEW.id) THEN
    RAISE EXCEPTION 'suggestion % withdraws a level without a comment', NEW.id USING ERRCODE = 'SK435';
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS suggestions_withdrawn_with_comment ON suggestions;
CREATE CONSTRAINT TRIGGER suggestions_withdrawn_with_comment AFTER INSERT OR UPDATE OF status ON suggestions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'REJECTED' AND NEW.source = 'SYSTEM_FLAG' AND NEW.resolved_proficiency IS NOT NULL)
  EXECUTE FUNCTION require_comment_on_withdrawal();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_withdrawn_with_comment;
