-- Replaces the texts of comments on decisions, by the id of the suggestion, for an erasure. The server's role cannot change a comment.
CREATE OR REPLACE FUNCTION replace_texts_of_comments(p_ids bigint[], p_texts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE decision_comments c SET content = r.text FROM unnest(p_ids, p_texts) AS r(id, text) WHERE c.suggestion_id = r.id;
END
$$;
ALTER FUNCTION replace_texts_of_comments OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION replace_texts_of_comments FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replace_texts_of_comments TO skilltrace_server;
