import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../src/platform/database/schema/migrate.js';
import { startThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';
import { createTestLogins, TEST_LOGINS, urlOf } from './template-database.js';

// The rows of a partitioned table are copied through the table, so that the copy may have other partitions or none.
const TABLES = `SELECT format('%I', relname) AS name FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`;
// Restores the previous state of the triggers after the rows, as a dump does.
const ENABLE_TRIGGERS = `
  SELECT format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' ELSE '' END, tgname) AS enable
    FROM pg_trigger WHERE NOT tgisinternal`;
const COLUMNS = `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname) AS names FROM pg_attribute
                  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;
const SEQUENCES = `SELECT format('%I', sequencename) AS name, last_value AS value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`;

export interface RestoredDatabase {
  ownerUrl: string;
  serverUrl: string;
  superuserUrl: string;
  stop(): Promise<void>;
}

/**
 * Copies a database into a new cluster in the order of a dump: the schema, every row by COPY, the sequences. Transaction ids
 * start from the beginning in the new cluster. The embedded PostgreSQL does not include `pg_dump`.
 */
export async function restoreIntoNewCluster(superuserUrl: string): Promise<RestoredDatabase> {
  const cluster = await startThrowawayPostgres();
  const administrator = new pg.Client({ connectionString: cluster.superuserUrl });
  await administrator.connect();
  await administrator.query("CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD 'owner'");
  await administrator.query('CREATE DATABASE restored OWNER skilltrace_owner');
  const ownerUrl = urlOf(cluster.superuserUrl, 'restored', 'skilltrace_owner', 'owner');
  await migrate(ownerUrl);
  await createTestLogins(administrator);
  await administrator.query(`GRANT CONNECT ON DATABASE restored TO ${TEST_LOGINS.server}`);
  await administrator.end();
  await copyRows(superuserUrl, urlOf(cluster.superuserUrl, 'restored'));
  const serverUrl = urlOf(cluster.superuserUrl, 'restored', TEST_LOGINS.server, 'server');
  return { ownerUrl, serverUrl, superuserUrl: urlOf(cluster.superuserUrl, 'restored'), stop: () => cluster.stop() };
}

async function copyRows(fromUrl: string, toUrl: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-copy-'));
  // Both servers use this folder, possibly as a different user than this process.
  await chmod(folder, 0o777);
  const [from, to] = [new pg.Client({ connectionString: fromUrl }), new pg.Client({ connectionString: toUrl })];
  await Promise.all([from.connect(), to.connect()]);
  try {
    const tables = (await from.query<{ name: string }>(TABLES)).rows.map(({ name }) => name);
    await from.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await to.query('BEGIN; SET LOCAL session_replication_role = replica');
    const { rows: triggers } = await to.query<{ enable: string }>(ENABLE_TRIGGERS);
    for (const table of tables) await to.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; DELETE FROM ${table}`);
    for (const table of tables) {
      const { names } = (await from.query<{ names: string }>(COLUMNS, [table])).rows[0] ?? { names: '' };
      const file = join(folder, table);
      await from.query(`COPY (SELECT ${names} FROM ${table}) TO '${file}'`);
      await chmod(file, 0o644).catch(() => {});
      await to.query(`COPY ${table} (${names}) FROM '${file}'`);
    }
    for (const { name, value } of (await from.query<{ name: string; value: string }>(SEQUENCES)).rows)
      await to.query('SELECT setval($1, $2)', [name, value]);
    for (const { enable } of triggers) await to.query(enable);
    await to.query('COMMIT');
  } finally {
    await Promise.all([from.end(), to.end()]);
    await rm(folder, { recursive: true, force: true });
  }
}
