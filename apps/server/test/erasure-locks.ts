/**
 * The locks of erasures in this database, and of the statements that wait for them. `pg_locks` shows those of all databases, and another test
 * may erase a person in its own.
 */
export const ERASURE_LOCKS = `SELECT FROM pg_locks WHERE locktype = 'advisory'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND objid = hashtext('erase a person')::bigint & 4294967295`;
