import type pg from 'pg';

/** Whether the ledger is spread over the machines of a Citus cluster, whose shards are parts of it already. */
export async function isLedgerSpread(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ hasCitus: boolean }>('SELECT tables_are_copied() AS "hasCitus"');
  if (rows[0]?.hasCitus !== true) return false;
  return (await client.query("SELECT FROM pg_dist_partition WHERE logicalrelid = 'user_skill_signals'::regclass")).rowCount !== 0;
}
