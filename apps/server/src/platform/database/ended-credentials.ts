import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';

/** The longest time for which a server accepts a credential without looking it up again. */
export const REMEMBERED_FOR_MS = 5_000;
/** Notifies servers of changes that may end credentials (`guards/ended_credentials_are_announced.sql`). */
export const CHANNEL = 'skilltrace_credentials';
/** The code of the notice that a client gets for such a change, of the class of warnings (01). */
export const NOTICE = '01SK0';
/** The first key of the advisory locks of servers that remember callers. The second key is a new random number for each lock. */
export const LOCKS = 7_515_001;

// One message is one transaction, which ends the setting and the locks. A server that remembers callers from now on looks them up after the
// change, so only the locks that are held now matter.
const WAIT = `
  SET LOCAL lock_timeout = ${REMEMBERED_FOR_MS};
  SELECT pg_advisory_xact_lock_shared(${LOCKS}, objid::bigint::integer) FROM pg_locks
   WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND classid = ${LOCKS} AND objsubid = 2 AND mode = 'ExclusiveLock'`;
const LOCK_TIMEOUT = '55P03';

/**
 * Waits until no server can accept a credential that a committed change has ended. Each server releases its lock when it hears of
 * the change, within milliseconds. For one that does not, the wait lasts as long as it can remember a caller.
 */
export async function waitUntilForgotten(client: ClientBase): Promise<void> {
  await client.query(WAIT).catch((error: { code?: string }) => (error.code === LOCK_TIMEOUT ? undefined : sleep(REMEMBERED_FOR_MS)));
}
