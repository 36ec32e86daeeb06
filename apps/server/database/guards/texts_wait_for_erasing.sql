-- A text that names an erased person must not be committed after the erasure has searched all texts. So every statement that writes a
-- text, or stores a response that may contain one, takes the lock that an erasure takes exclusively.
CREATE OR REPLACE FUNCTION texts_wait_for_erasing() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.wait_for_erasing();
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER progress_updates_wait_for_erasing
  BEFORE INSERT OR UPDATE OF content, external_id ON progress_updates EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER projects_wait_for_erasing
  BEFORE INSERT OR UPDATE OF name, description, metadata, external_id ON projects EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER assignments_wait_for_erasing
  BEFORE INSERT OR UPDATE OF role, tags ON assignments EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER api_tokens_wait_for_erasing
  BEFORE INSERT OR UPDATE OF name ON api_tokens EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER profiles_wait_for_erasing
  BEFORE INSERT OR UPDATE OF name, email, title, external_id ON profiles EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER saved_views_wait_for_erasing
  BEFORE INSERT OR UPDATE OF name, path, search ON saved_views EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER skills_wait_for_erasing
  BEFORE INSERT OR UPDATE OF description ON skills EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER decision_comments_wait_for_erasing
  BEFORE INSERT OR UPDATE OF content ON decision_comments EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER skill_proposals_wait_for_erasing
  BEFORE INSERT OR UPDATE OF name, reason, comment ON skill_proposals EXECUTE FUNCTION texts_wait_for_erasing();
CREATE OR REPLACE TRIGGER idempotency_keys_wait_for_erasing
  BEFORE INSERT ON idempotency_keys EXECUTE FUNCTION texts_wait_for_erasing();
