-- Lets one transaction at a time propose a name or answer the proposals of it, until the transaction ends.
CREATE OR REPLACE FUNCTION hold_proposed_name(p_name text) RETURNS void LANGUAGE sql
RETURN pg_advisory_xact_lock(hashtextextended('proposed skill ' || p_name, 0));
