-- Begins a change of people, skills, projects, declared skills or assignments, before any row is locked. If these are copied to several machines, their
-- changes run one after the other. A change writes texts, so it first waits for an erasure. All transactions take the two locks in this order.
CREATE OR REPLACE FUNCTION change_in_turn() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM wait_for_erasing();
  IF tables_are_copied() THEN
    PERFORM pg_advisory_xact_lock(hashtext('change copied tables'));
    -- Citus changes a copied table in one session for each worker, so the reads before it must not use several.
    PERFORM set_config('citus.multi_shard_modify_mode', 'sequential', true);
  END IF;
END
$$;
