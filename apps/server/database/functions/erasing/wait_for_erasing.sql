-- Waits while a person is being erased, and keeps that from starting until this transaction ends. What writes texts calls it before
-- it locks a row: an erasure then finds every text that was written before it, and holds nothing that a writer waits for.
-- Its body is resolved when it is created, so it needs no search path of its own, and a caller's plan takes it in.
CREATE OR REPLACE FUNCTION wait_for_erasing() RETURNS void
LANGUAGE sql
RETURN pg_advisory_xact_lock_shared(hashtext('erase a person'));
