import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../src/platform/database/connection.js';

const WAITING =
  'SELECT DISTINCT pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()';
/** Of a slow machine; below the limit of a test, so that it says what was missing. */
const PATIENCE_MS = 240_000;

/** Until that many connections of this database wait for a lock of another, which is how two transactions are brought to meet. */
export async function untilWaiting(connection: Connection, count = 1): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while ((await connection.query(WAITING)).length < count) {
    if (performance.now() > giveUpAt) throw new Error(`Fewer than ${count} came to wait`);
    await sleep(10);
  }
}
