import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from '../../platform/database/connection.js';
import { isSpread } from '../verify/spread-schema.js';

// The transactions that the coordinator has prepared on all nodes. It commits them there after its own commit. If a worker stops in between,
// the background process of Citus commits them when the worker is back, within `citus.recover_2pc_interval`, by default a minute.
const PREPARED = `
  SELECT nodeid || ' ' || gid AS name FROM pg_catalog.run_command_on_all_nodes($$
    SELECT coalesce(array_agg(gid), '{}') FROM pg_catalog.pg_prepared_xacts WHERE database = current_database() AND gid LIKE 'citus\\_0\\_%' $$),
         unnest(CASE WHEN success THEN result::text[] END) gid`;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 150_000;

/**
 * Waits until the workers of a spread ledger show everything that was committed when this was called. A worker that does not answer is not waited for,
 * because the statement that reads from it fails. Does nothing on one database.
 *
 * @throws Error if a transaction remains unfinished
 */
export async function untilWorkersCommitted(transaction: Transaction): Promise<void> {
  if (!(await isSpread(transaction))) return;
  const names = async () => (await transaction.query<{ name: string }>(PREPARED)).map(({ name }) => name);
  let unfinished = await names();
  const deadline = Date.now() + PATIENCE_MS;
  while (unfinished.length > 0) {
    if (Date.now() > deadline) throw new Error(`A worker has not finished the transaction ${unfinished[0]}.`);
    await sleep(LOOK_EVERY_MS);
    const still = new Set(await names());
    unfinished = unfinished.filter((name) => still.has(name));
  }
}
