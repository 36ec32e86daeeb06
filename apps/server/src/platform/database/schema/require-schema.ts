import pg from 'pg';
import { readMigrationFiles, requireMatchingFiles, SchemaMismatchError } from './applied-migrations.js';
import { parseDatabaseUrl } from '../logins/database-url.js';
import { changedFiles } from './repeatable-files.js';

/**
 * Checks that a database that this process may not migrate has the schema of this version.
 *
 * @throws SchemaMismatchError if a migration or repeatable file is missing, changed or unknown
 */
export async function requireSchema(serverUrl: string, folder: string): Promise<void> {
  const client = new pg.Client({ ...parseDatabaseUrl(serverUrl), application_name: 'skilltrace schema check' });
  client.on('error', () => {});
  await client.connect();
  try {
    const files = await readMigrationFiles(folder);
    const applied = await requireMatchingFiles(client, files);
    const missing = files.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
    if (missing.length === 0) missing.push(...(await changedFiles(client, folder)).map(({ path }) => path));
    if (missing.length > 0)
      throw new SchemaMismatchError(
        `The database has not been migrated to this version of Skilltrace: ${missing.join(', ')} did not run. ` +
          'Run `npx skilltrace database prepare` with DATABASE_URL set to the owner of the database, then start again.',
      );
  } finally {
    await client.end().catch(() => {});
  }
}
