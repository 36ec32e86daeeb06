-- People cannot decide about themselves through a token or a password that they gave to another person. The server rejects this with an
-- error message; the trigger protects against a statement that omits the check. A check constraint rejects decisions in their own name.
CREATE OR REPLACE FUNCTION refuse_decision_about_oneself() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
BEGIN
  IF EXISTS (SELECT FROM api_tokens t WHERE t.id = (mark ->> 'apiTokenId')::bigint AND NEW.profile_id = ANY (t.behind_ids))
     OR mark ->> 'via' = 'session' AND EXISTS (
       SELECT FROM auth_accounts a WHERE a.profile_id = (mark ->> 'profileId')::bigint AND NEW.profile_id = ANY (a.known_to_ids)) THEN
    RAISE EXCEPTION 'suggestion % is about a person behind the credential that decides it', NEW.id USING ERRCODE = 'SK434';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER suggestions_not_about_oneself BEFORE UPDATE OF status ON suggestions FOR EACH ROW
  WHEN (OLD.status = 'PENDING' AND NEW.status <> 'PENDING') EXECUTE FUNCTION refuse_decision_about_oneself();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_not_about_oneself;
