import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';

// What a server that is gone could leave behind it: locks, and transactions that nobody ends.
const STUCK = `
  SELECT a.pid, a.state, left(a.query, 80) AS query, json_agg(DISTINCT l.locktype || ' ' || l.mode) AS locks
    FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
   WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
     AND (l.locktype IN ('advisory', 'transactionid') OR a.state LIKE 'idle in transaction%' OR NOT l.granted)
   GROUP BY a.pid, a.state, a.query`;
/** Below the minute after which the database itself ends a transaction that does nothing: that would hide who is stuck. */
const PATIENCE_MS = 30_000;
const ROW_PATIENCE_MS = 120_000;

/** Waits until nobody holds or waits for anything in the database any more. @returns false, and a violation, where somebody does for ever */
export async function nothingStuck(context: Context, superuserUrl: string, after: string): Promise<boolean> {
  return withSuperuser(superuserUrl, async (client) => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const { rows } = await client.query(STUCK);
      if (rows.length === 0) return true;
      if (performance.now() > giveUpAt) {
        context.violated(`nothing is stuck after ${after}`, rows);
        return false;
      }
      await sleep(50);
    }
  });
}

/** Waits until a query of a superuser has a row, such as one about locks. */
export async function untilRow(superuserUrl: string, sql: string): Promise<void> {
  await withSuperuser(superuserUrl, async (client) => {
    const giveUpAt = performance.now() + ROW_PATIENCE_MS;
    while ((await client.query(sql)).rowCount === 0) {
      if (performance.now() > giveUpAt) throw new Error(`still no row after ${ROW_PATIENCE_MS / 1000} s of ${sql}`);
      await sleep(10);
    }
  });
}
