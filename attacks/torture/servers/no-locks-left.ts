import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import { LOCKS } from '../../../apps/server/src/platform/database/ended-credentials.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';

// What a dead server could leave behind: locks and open transactions. A running server always holds a lock while it remembers callers.
const STUCK = `
  SELECT a.pid, a.state, left(a.query, 80) AS query, json_agg(DISTINCT l.locktype || ' ' || l.mode) AS locks
    FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
   WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
     AND (l.locktype = 'transactionid' OR l.locktype = 'advisory' AND l.classid <> ${LOCKS} OR a.state LIKE 'idle in transaction%' OR NOT l.granted)
   GROUP BY a.pid, a.state, a.query`;
/** Shorter than the minute after which the database ends an idle transaction, because that would hide the problem. */
const PATIENCE_MS = 30_000;
const ROW_PATIENCE_MS = 120_000;

/** Waits until no connection holds or waits for a lock. @returns false, after reporting a violation, if locks remain at the timeout */
export async function expectNoLocksLeft(context: Context, superuserUrl: string, after: string): Promise<boolean> {
  return withSuperuser(superuserUrl, async (client) => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const { rows } = await client.query(STUCK);
      if (rows.length === 0) return true;
      if (performance.now() > giveUpAt) {
        context.violated(`no locks remain after ${after}`, rows);
        return false;
      }
      await sleep(50);
    }
  });
}

/** Waits until a superuser query returns a row, for example a query on locks. */
export async function untilRow(superuserUrl: string, sql: string): Promise<void> {
  await withSuperuser(superuserUrl, async (client) => {
    const giveUpAt = performance.now() + ROW_PATIENCE_MS;
    while ((await client.query(sql)).rowCount === 0) {
      if (performance.now() > giveUpAt) throw new Error(`still no row after ${ROW_PATIENCE_MS / 1000} s of ${sql}`);
      await sleep(10);
    }
  });
}
