import { join } from 'node:path';
import { PG_MIGRATE_LOCK_ID, runner } from 'node-pg-migrate';
import { sqlState } from '../../errors/sqlstate.js';
import { databaseFolder } from './database-folder.js';
import { ownerClient } from './owner-client.js';
import { adoptBaseline, MigrationCutOffError, readMigrationFiles, refuseUnlessFilesFit, rememberFiles } from './applied-migrations.js';
import { applyRepeatableFiles, createRoles } from './repeatable-files.js';

/**
 * Brings the schema up to date and returns the names of the migrations that ran. Servers that start at once wait for
 * one another on the runner's advisory lock, and migrate once; a file that fails is rolled back whole.
 *
 * @throws SchemaMismatchError where the database is not what these files made: it is newer, or a file was changed since;
 *   MigrationCutOffError where the connection was lost
 */
export async function migrate(
  ownerUrl: string,
  log: (message: string) => void = () => {},
  folder: string = databaseFolder(),
): Promise<string[]> {
  const client = ownerClient(ownerUrl);
  // Without a listener, a connection that is lost between two statements would end the process.
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  // Migrations report what they could not decide, such as rows that would become one.
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) log(message);
  });
  await client.connect();
  try {
    // The lock of the runner itself: a server of an earlier version waits for it as well. It ends with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID]);
    const files = await readMigrationFiles(folder);
    const applied = await refuseUnlessFilesFit(client, files);
    if (applied.size > 0) await adoptBaseline(client);
    else await createRoles(client, folder);
    const ran = await runner({
      dbClient: client,
      noLock: true,
      dir: join(folder, 'migrations'),
      direction: 'up',
      migrationsTable: 'schema_migrations',
      // By name, as above. The runner goes by the time at which each ran, and clocks have been set back.
      checkOrder: false,
      singleTransaction: false,
      log: () => {},
      // What goes wrong is thrown, and told by whoever called.
      logger: { debug: () => {}, info: () => {}, warn: log, error: () => {} },
    });
    await rememberFiles(client, files);
    await applyRepeatableFiles(client, folder);
    return ran.map((migration) => migration.name);
  } catch (error) {
    // Who is ended by the server (57P…) is told so, and loses the connection a moment later.
    const cause = error instanceof Error && sqlState(error)?.startsWith('57P') === true ? error : lost;
    throw cause ? new MigrationCutOffError(cause) : error;
  } finally {
    await client.end().catch(() => {});
  }
}
