-- Ends the access that a person gave to others: API tokens that act as other people, and open invitations. Revoking a token also ends what
-- was created with it (`end_what_token_gave`). The caller must lock the row of the person, so that no token or invitation is created at the same time.
CREATE OR REPLACE FUNCTION end_what_person_gave(p_profile_id bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now())
   WHERE created_by_id = p_profile_id AND profile_id <> p_profile_id AND revoked_at IS NULL;
  DELETE FROM invitations WHERE created_by_id = p_profile_id;
END
$$;
REVOKE ALL ON FUNCTION end_what_person_gave FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_what_person_gave TO skilltrace_server;
