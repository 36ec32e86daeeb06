-- Waits while a person is being erased, and prevents an erasure from starting until this transaction ends. Code that writes texts calls it
-- before it locks a row: an erasure then finds every text that was written before it, and holds no lock that a writer waits for.
-- The body is resolved when the function is created, so it needs no search path of its own, and PostgreSQL can inline it.
CREATE OR REPLACE FUNCTION wait_for_erasing() RETURNS void
LANGUAGE sql
RETURN pg_advisory_xact_lock_shared(hashtext('erase a person'));
