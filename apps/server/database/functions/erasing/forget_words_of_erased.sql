-- Deletes external ids, texts of updates, comments on decisions, pending suggestions and proposed skills of an erased person, and the addresses in the
-- audit log. The server's role has no right to do this itself. Called in the transaction that erases, after the profile is marked as erased. The updates remain,
-- because signals refer to them, and so does a fingerprint of each external id, so that no import adds the update again.
--   SK411  this person has not been erased
CREATE OR REPLACE FUNCTION forget_words_of_erased(p_profile_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  projects_of_updates bigint[];
  ids_of_updates text[];
BEGIN
  IF NOT EXISTS (SELECT FROM profiles WHERE id = p_profile_id AND erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'person % has not been erased', p_profile_id USING ERRCODE = 'SK411';
  END IF;
  -- Read first, and not joined: with Citus, the updates and their keys are on different workers, which do not have the key of the fingerprints.
  SELECT array_agg(project_id), array_agg(external_id) INTO projects_of_updates, ids_of_updates
    FROM progress_updates WHERE user_id = p_profile_id AND external_id IS NOT NULL;
  INSERT INTO erased_fingerprints (digest, key_id)
  SELECT erased_fingerprint((SELECT erasure_key()), 'update', u.project_id || ':' || u.external_id), (SELECT erasure_key_id(erasure_key()))
    FROM unnest(projects_of_updates, ids_of_updates) AS u(project_id, external_id)
  ON CONFLICT DO NOTHING;
  DELETE FROM progress_update_keys
   WHERE project_id = ANY (projects_of_updates) AND external_id = ANY (ids_of_updates) AND user_id = p_profile_id;
  UPDATE progress_updates SET content = 'This text was removed when its author was erased.', external_id = NULL
   WHERE user_id = p_profile_id AND (content <> 'This text was removed when its author was erased.' OR external_id IS NOT NULL);
  -- Comments that the person wrote, and those that were written for the person.
  UPDATE decision_comments SET content = 'This text was removed when a person was erased.'
   WHERE (profile_id = p_profile_id OR author_id = p_profile_id) AND content <> 'This text was removed when a person was erased.';
  DELETE FROM suggestions WHERE profile_id = p_profile_id AND status = 'PENDING';
  DELETE FROM skill_proposals WHERE profile_id = p_profile_id;
  UPDATE skill_proposals SET comment = 'This text was removed when a person was erased.'
   WHERE answered_by_id = p_profile_id AND comment <> 'This text was removed when a person was erased.';
  UPDATE audit_origins SET address = NULL, user_agent = NULL
   WHERE profile_id = p_profile_id AND (address IS NOT NULL OR user_agent IS NOT NULL);
END
$$;
ALTER FUNCTION forget_words_of_erased OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION forget_words_of_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_words_of_erased TO skilltrace_server;
