import { join } from 'node:path';
import { PG_MIGRATE_LOCK_ID, runner } from 'node-pg-migrate';
import { sqlState } from '../../errors/sqlstate.js';
import { databaseFolder } from './database-folder.js';
import { ownerClient } from './owner-client.js';
import { adoptBaseline, MigrationCutOffError, readMigrationFiles, requireMatchingFiles, storeChecksums } from './applied-migrations.js';
import { applyRepeatableFiles, createRoles } from './repeatable-files.js';

/**
 * Migrates the schema and returns the names of the migrations that ran. Servers that start simultaneously wait for each other on
 * the runner's advisory lock, so each migration runs once. A file that fails is rolled back completely.
 *
 * @throws SchemaMismatchError if the database does not match these files, for example because it is newer or a file changed,
 *   MigrationCutOffError if the connection was lost
 */
export async function migrate(
  ownerUrl: string,
  log: (message: string) => void = () => {},
  folder: string = databaseFolder(),
): Promise<string[]> {
  const client = ownerClient(ownerUrl);
  // Without a listener, losing the connection between two statements would end the process.
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  // Migrations report cases that they could not decide, such as rows that would be merged.
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) log(message);
  });
  await client.connect();
  try {
    // The runner's own lock, so that servers of earlier versions wait for it too. It is released with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID]);
    const files = await readMigrationFiles(folder);
    const applied = await requireMatchingFiles(client, files);
    if (applied.size > 0) await adoptBaseline(client);
    else await createRoles(client, folder);
    const ran = await runner({
      dbClient: client,
      noLock: true,
      dir: join(folder, 'migrations'),
      direction: 'up',
      migrationsTable: 'schema_migrations',
      // The order is checked by name above. The runner compares the times of the runs, which are wrong if a clock was set back.
      checkOrder: false,
      singleTransaction: false,
      log: () => {},
      // Errors are thrown, and the caller reports them.
      logger: { debug: () => {}, info: () => {}, warn: log, error: () => {} },
    });
    await storeChecksums(client, files);
    await applyRepeatableFiles(client, folder);
    return ran.map((migration) => migration.name);
  } catch (error) {
    // If PostgreSQL ends the session, it first sends an error (57P…) and then closes the connection.
    const cause = error instanceof Error && sqlState(error)?.startsWith('57P') === true ? error : lost;
    throw cause ? new MigrationCutOffError(cause) : error;
  } finally {
    await client.end().catch(() => {});
  }
}
