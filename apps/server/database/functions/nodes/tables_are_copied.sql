-- Whether people, skills, projects, declared skills and assignments are, or may be, copied to the workers of a Citus cluster. There, a lock on one row
-- locks the whole table, and two transactions that lock a row FOR SHARE end as a deadlock, because Citus adds a stronger lock. So
-- these tables need one lock for all of them:
--   change_in_turn()             first in a transaction that changes one of these tables
--   wait_for_changes()           first in one that reads them and relies on what it read until its end
--   people_held(), skill_held()  the rows, held until the end: by that lock there, and by row locks without Citus
-- The bodies of this function and of wait_for_changes() are inlined like that of wait_for_erasing().
CREATE OR REPLACE FUNCTION tables_are_copied() RETURNS boolean LANGUAGE sql STABLE
RETURN to_regclass('pg_catalog.pg_dist_local_group') IS NOT NULL;
