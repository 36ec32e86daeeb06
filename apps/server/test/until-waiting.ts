import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Connection } from '../src/platform/database/connection.js';

const WAITING =
  'SELECT DISTINCT pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()';
// With Citus, a transaction can wait on a worker. Its process on the coordinator is the remainder of the global number.
const WAITING_ON_ANY_NODE = `${WAITING} UNION
  SELECT pid FROM citus_lock_waits JOIN pg_stat_activity ON pid = waiting_gpid % 10000000000 WHERE datname = current_database()`;
/** Long enough for a slow machine, but shorter than the test timeout, so that the error below is reported. */
const TIMEOUT_MS = 240_000;

/** Waits until `count` connections to this database wait for a lock. Used to interleave transactions in a fixed order. */
export async function untilWaiting(connection: Connection, count = 1): Promise<void> {
  const waiting = inject('workerUrls').length > 0 ? WAITING_ON_ANY_NODE : WAITING;
  const giveUpAt = performance.now() + TIMEOUT_MS;
  while ((await connection.query(waiting)).length < count) {
    if (performance.now() > giveUpAt) throw new Error(`Fewer than ${count} connections waited for a lock`);
    await sleep(10);
  }
}
