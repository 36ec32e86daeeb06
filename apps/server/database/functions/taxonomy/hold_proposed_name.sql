-- Lets one transaction at a time propose a name or answer the proposals of it, until the transaction ends. Takes the locks of every writer of texts and of
-- changes first: an answer has them before it holds a name, and a proposal needs them for its row.
CREATE OR REPLACE FUNCTION hold_proposed_name(p_name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM wait_for_erasing();
  PERFORM wait_for_changes();
  PERFORM pg_advisory_xact_lock(hashtextextended('proposed skill ' || p_name, 0));
END
$$;
