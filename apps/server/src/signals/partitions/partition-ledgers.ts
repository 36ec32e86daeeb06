import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate';
import type pg from 'pg';
import { sqlState } from '../../platform/errors/sqlstate.js';
import { readSchema, SETTINGS_OF_DUMP } from '../../platform/database/schema/dump-schema.js';
import { asOwner } from '../../platform/database/schema/owner-client.js';
import { guardPartitions } from '../../platform/database/schema/partitions.js';
import { isLedgerSpread } from './is-ledger-spread.js';
import { PREVIOUS, readBelongings, readLedger, type Belongings, type Ledger } from './partitioned-table.js';

/** The two big tables whose rows belong to one person each. */
const TABLES = ['progress_updates', 'user_skill_signals'];
const BLOCKS_A_BATCH = 4_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** The tables cannot be partitioned now. Nothing was changed. */
export class PartitioningRefusedError extends Error {}

export interface PartitionOptions {
  /** The number of partitions of each table. */
  parts: number;
  /** Only reports what would be done. Servers may run meanwhile. */
  isDryRun?: boolean;
  /** Called before each step, with the finished fraction. An error that it throws rolls everything back. */
  onStep?: (step: string, done: number) => void | Promise<void>;
}

export interface Partitioned {
  parts: number;
  /** False if the tables already had this number of partitions. */
  isChanged: boolean;
  tables: { table: string; partsBefore: number; rows: number }[];
}

/**
 * Stores the progress updates and the signals in partitions by person. One transaction writes new tables, compares them with the
 * previous ones, and replaces these. So an interrupted run leaves the database as it was, and the command can be run again. It
 * needs free disk space for a second copy of both tables.
 *
 * @throws PartitioningRefusedError while a server or another session uses the database, or if the ledger is spread over machines
 */
export function partitionLedgers(ownerUrl: string, options: PartitionOptions): Promise<Partitioned> {
  return asOwner(ownerUrl, async (client) => {
    await client.query("BEGIN; SET LOCAL search_path = public; SET LOCAL timezone = 'UTC'; SET LOCAL lock_timeout = '10s'");
    const partitioned = await inTransaction(client, options).catch((error: unknown) => {
      if (!(error instanceof Error) || sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      throw new PartitioningRefusedError('Another session uses the ledger. End it, and run the command again.', { cause: error });
    });
    await client.query(partitioned.isChanged ? 'COMMIT' : 'ROLLBACK');
    // Not possible within the transaction. Without it, charts would look up each row in the tables.
    if (partitioned.isChanged) await client.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}`);
    return partitioned;
  });
}

async function inTransaction(client: pg.Client, { parts, isDryRun = false, onStep }: PartitionOptions): Promise<Partitioned> {
  if (await isLedgerSpread(client))
    throw new PartitioningRefusedError(
      'The ledger is spread over several machines, which store it in shards. It cannot be partitioned as well.',
    );
  if (!isDryRun) {
    await refuseWhileServersRun(client);
    await client.query(`LOCK TABLE ${TABLES.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  }
  const ledgers: Ledger[] = [];
  for (const table of TABLES) ledgers.push(await readLedger(client, table));
  const tables: Partitioned['tables'] = [];
  for (const { table, parts: partsBefore } of ledgers) tables.push({ table, partsBefore, rows: await rowsOf(client, table) });
  const isChanged = !isDryRun && ledgers.some((ledger) => ledger.parts !== parts);
  if (!isChanged) return { parts, isChanged, tables };

  const schemaBefore = await schemaOf(client);
  let done = 0;
  // Copying is about half of the work; keys, indexes and the comparison are the rest.
  const blocks = ledgers.reduce((sum, { stores }) => sum + 2 * blocksOf(stores) + 1, 0);
  const step = async (name: string, work = 0) => {
    await onStep?.(name, Math.min(1, done / blocks));
    done += work;
  };
  await client.query(`CREATE SCHEMA ${PREVIOUS}`);
  const belongings: Belongings[] = [];
  for (const { table } of ledgers) belongings.push(await readBelongings(client, table));
  for (const [index, ledger] of ledgers.entries()) {
    const own = belongings[index];
    if (own) await rebuild(client, ledger, own, parts, step);
  }
  await step('views and functions');
  for (const dependent of belongings.flatMap(({ dependents }) => dependents)) await client.query(dependent);
  await client.query(`DROP TABLE ${TABLES.map((table) => `${PREVIOUS}.${table}`).join(', ')}; DROP SCHEMA ${PREVIOUS}`);
  await step('comparing the schema');
  if ((await schemaOf(client)) !== schemaBefore)
    throw new Error('The partitioned tables differ from the previous ones. Nothing was changed.');
  await step('committing');
  return { parts, isChanged, tables };
}

/** A server would fail with each request, and a migration would meet tables that are being replaced. */
async function refuseWhileServersRun(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ servers: number; isFree: boolean }>(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skilltrace server%') AS servers,
            pg_try_advisory_xact_lock($1) AS "isFree"`,
    [PG_MIGRATE_LOCK_ID],
  );
  if ((rows[0]?.servers ?? 0) > 0 || rows[0]?.isFree !== true)
    throw new PartitioningRefusedError('A server uses this database. Stop all servers, and run the command again.');
}

async function rebuild(
  client: pg.Client,
  { table, stores }: Ledger,
  { constraints, indexes, triggers, grants, options }: Belongings,
  parts: number,
  step: (name: string, work?: number) => Promise<void>,
): Promise<void> {
  const previous = `${PREVIOUS}.${table}`;
  for (const name of new Set([table, ...stores.map((store) => store.name)]))
    await client.query(`ALTER TABLE ${name} SET SCHEMA ${PREVIOUS}`);
  await client.query(
    `CREATE TABLE ${table} (LIKE ${previous} INCLUDING COMMENTS INCLUDING COMPRESSION INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING IDENTITY INCLUDING STORAGE)
       PARTITION BY HASH (user_id)`,
  );
  for (let part = 0; part < parts; part += 1)
    await client.query(
      `CREATE TABLE ${table}_p${part} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${parts}, REMAINDER ${part}) ${options === null ? '' : `WITH (${options})`}`,
    );
  // In the order of the table, so that each block is read once.
  for (const store of stores) {
    for (let from = 0; from < store.blocks; from += BLOCKS_A_BATCH) {
      await step(`copying ${table}`, Math.min(BLOCKS_A_BATCH, store.blocks - from));
      await client.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
         SELECT * FROM ${PREVIOUS}.${store.name} WHERE ctid >= '(${from},0)' AND ctid < '(${from + BLOCKS_A_BATCH},0)'`,
      );
    }
  }
  await client.query(`SELECT setval('${table}_id_seq', last_value, is_called) FROM ${previous}_id_seq`);
  const share = (blocksOf(stores) + 1) / (constraints.length + indexes.length + 1);
  for (const constraint of constraints) {
    await step(`adding a constraint to ${table}`, share);
    await client.query(`ALTER TABLE ${table} ADD ${constraint}`);
  }
  for (const index of indexes) {
    await step(`creating an index of ${table}`, share);
    await client.query(index);
  }
  for (const statement of [...triggers, ...grants]) await client.query(statement);
  await guardPartitions(client);
  await step(`comparing the rows of ${table}`, share);
  if ((await digestOf(client, previous)) !== (await digestOf(client, table)))
    throw new Error(`The copied rows of ${table} differ from the previous ones. Nothing was changed.`);
}

function blocksOf(stores: Ledger['stores']): number {
  return stores.reduce((sum, { blocks }) => sum + blocks, 0);
}

async function rowsOf(client: pg.Client, table: string): Promise<number> {
  return Number((await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`)).rows[0]?.rows);
}

/** The number of rows with a digest of all values, which does not depend on their order. */
async function digestOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(
    `SELECT concat(count(*), ' ', sum(hashtextextended(stored::text, 0))) AS digest FROM ${table} stored`,
  );
  return rows[0]?.digest ?? '';
}

async function schemaOf(client: pg.Client): Promise<string> {
  await client.query(`SAVEPOINT dumping; ${SETTINGS_OF_DUMP}`);
  const schema = await readSchema(async (sql, parameters) => (await client.query<{ text: string }>(sql, parameters)).rows);
  await client.query('ROLLBACK TO SAVEPOINT dumping');
  return schema;
}
