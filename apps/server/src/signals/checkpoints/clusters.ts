import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';

const RECORD_CLUSTER = `
  INSERT INTO ledger_clusters (system_identifier, since)
  SELECT c.system_identifier,
         greatest(date_trunc('milliseconds', clock_timestamp()),
                  (SELECT max(recorded_at) + interval '1 millisecond' FROM user_skill_signals),
                  (SELECT max(recorded_at) + interval '1 millisecond' FROM progress_updates),
                  (SELECT max(recorded_at) + interval '1 millisecond' FROM audit_entries),
                  (SELECT max(recorded_at) + interval '1 millisecond' FROM audit_origins))
    FROM pg_control_system() c
   WHERE c.system_identifier IS DISTINCT FROM (SELECT system_identifier FROM ledger_clusters ORDER BY id DESC LIMIT 1)`;

/**
 * Records that the ledger is now in another database cluster, for example after restoring a dump or upgrading PostgreSQL. Must
 * run before anything is recorded there. Does nothing in a known cluster.
 */
export async function recordCluster(connection: Connection): Promise<void> {
  await connection.transaction(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended('skilltrace: clusters of the ledger', 0))");
    await transaction.query(RECORD_CLUSTER);
  });
}

/** The time since which the ledger has been in this cluster. */
export async function currentClusterSince(transaction: Transaction): Promise<string> {
  return singleRow(await transaction.query<{ since: string }>('SELECT since FROM public.ledger_clusters ORDER BY id DESC LIMIT 1')).since;
}
