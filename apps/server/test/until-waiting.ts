import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../src/platform/database/connection.js';

const WAITING =
  'SELECT DISTINCT pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()';
/** Long enough for a slow machine, but shorter than the test timeout, so that the error below is reported. */
const TIMEOUT_MS = 240_000;

/** Waits until `count` connections to this database wait for a lock. Used to interleave transactions in a fixed order. */
export async function untilWaiting(connection: Connection, count = 1): Promise<void> {
  const giveUpAt = performance.now() + TIMEOUT_MS;
  while ((await connection.query(WAITING)).length < count) {
    if (performance.now() > giveUpAt) throw new Error(`Fewer than ${count} connections waited for a lock`);
    await sleep(10);
  }
}
