import { setTimeout as sleep } from 'node:timers/promises';
import { withSuperuser } from '../../../apps/server/test/superuser.js';
import type { Context } from '../context.js';

const REPLAYED_WITHIN_MS = 120_000;
const POSITION = 'SELECT pg_current_wal_flush_lsn() AS position';
const REPLAYED = 'SELECT pg_last_wal_replay_lsn() >= $1 AS replayed';
const CONTENT = ['user_skill_signals', 'progress_updates']
  .map(
    (table) => `SELECT '${table}' AS table, count(*)::int AS rows, sum(hashtextextended(stored::text, 0))::text AS digest,
                       (SELECT count(*)::int FROM pg_inherits WHERE inhparent = '${table}'::regclass) AS parts FROM ${table} stored`,
  )
  .join(' UNION ALL ');

/** Checks that a standby that has replayed everything has the rows and the partitions of its primary. Nothing may write meanwhile. */
export async function compareCopies(context: Context, primaryUrl: string, standbyUrl: string): Promise<void> {
  const [position, primary] = await withSuperuser(primaryUrl, async (client) => [
    (await client.query<{ position: string }>(POSITION)).rows[0]?.position,
    (await client.query(CONTENT)).rows,
  ]);
  await withSuperuser(standbyUrl, async (client) => {
    const giveUpAt = performance.now() + REPLAYED_WITHIN_MS;
    while ((await client.query<{ replayed: boolean }>(REPLAYED, [position])).rows[0]?.replayed !== true) {
      if (performance.now() > giveUpAt) return context.violated('a standby replays what its primary wrote', { position });
      await sleep(50);
    }
    const { rows: standby } = await client.query(CONTENT);
    context.expect(JSON.stringify(standby) === JSON.stringify(primary), 'a standby has the rows of its primary', { primary, standby });
  });
}

/** How many connections for reads the servers have to that PostgreSQL. */
export async function readersOn(url: string): Promise<number> {
  const { rows } = await withSuperuser(url, (client) =>
    client.query<{ readers: number }>(
      "SELECT count(*)::int AS readers FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'skilltrace server analytics'",
    ),
  );
  return rows[0]?.readers ?? 0;
}
