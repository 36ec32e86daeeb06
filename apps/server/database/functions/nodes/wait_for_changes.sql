-- Prevents changes of people, skills, projects, declared skills and assignments until this transaction ends, if these are copied to several machines.
CREATE OR REPLACE FUNCTION wait_for_changes() RETURNS void LANGUAGE sql
RETURN CASE WHEN tables_are_copied() THEN pg_advisory_xact_lock_shared(hashtext('change copied tables')) END;
