-- Replaces the texts of updates, for an erasure. The same role also deletes the words of the erased person: if progress_updates is spread, one transaction
-- must not change it as two roles.
CREATE OR REPLACE FUNCTION replace_texts_of_updates(p_ids bigint[], p_texts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE progress_updates u SET content = r.text FROM unnest(p_ids, p_texts) AS r(id, text) WHERE u.id = r.id;
END
$$;
ALTER FUNCTION replace_texts_of_updates OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION replace_texts_of_updates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replace_texts_of_updates TO skilltrace_server;
