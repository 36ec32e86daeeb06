import type pg from 'pg';
import { TRIGGERS } from '../../platform/database/schema/schema-catalog.js';

export interface Spread {
  table: string;
  /** The column whose hash decides on which worker a row is stored. */
  by: string;
  /** A spread table whose rows of the same value are stored on the same worker, or `none`. */
  colocatedWith: string;
}

const FOREIGN_KEYS = "SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f' ORDER BY 1";
const TRIGGER_NAMES = 'SELECT tgname AS name FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal';

/**
 * Moves the rows of a table to the workers and compares them with the previous ones.
 *
 * The foreign keys are dropped: the function that writes signals runs as another role than the server, so Citus uses two sessions for
 * one transaction, and the key would not see a person who was added in the same transaction. People, skills and projects are never
 * deleted, and `ledger verify` checks that they exist.
 */
export async function spreadLedger(client: pg.Client, { table, by, colocatedWith }: Spread): Promise<void> {
  await compared(client, table, async () => {
    for (const { name } of (await client.query<{ name: string }>(FOREIGN_KEYS, [table])).rows)
      await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
    await client.query('SELECT create_distributed_table($1, $2, colocate_with => $3)', [table, by, colocatedWith]);
    // Citus leaves the previous rows in the table on the coordinator, where no query sees them.
    await client.query('SELECT truncate_local_data_after_distributing_table($1)', [table]);
  });
}

/** Copies a table to every worker and compares the rows with the previous ones. */
export async function copyToWorkers(client: pg.Client, table: string): Promise<void> {
  await compared(client, table, () => client.query('SELECT create_reference_table($1)', [table]));
}

/** Runs `work`, which copies the rows of a table, without its triggers: they would check, and record in the audit log, each copied row. */
async function compared(client: pg.Client, table: string, work: () => Promise<unknown>): Promise<void> {
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const before = await digestOf(client, table);
  const triggers = (await client.query<{ text: string }>(TRIGGERS, [[table]])).rows;
  for (const { name } of (await client.query<{ name: string }>(TRIGGER_NAMES, [table])).rows)
    await client.query(`DROP TRIGGER ${client.escapeIdentifier(name)} ON ${table}`);
  await work();
  if ((await digestOf(client, table)) !== before) throw new Error(`The rows of ${table} on the workers differ from the previous ones.`);
  for (const { text } of triggers) for (const statement of text.split(';\n')) await client.query(statement);
}

/** The number of rows with a digest of all values, which does not depend on their order. */
async function digestOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(
    `SELECT concat(count(*), ' ', sum(hashtextextended(stored::text, 0))) AS digest FROM ${table} stored`,
  );
  return rows[0]?.digest ?? '';
}
