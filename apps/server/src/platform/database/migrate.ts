import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

/** The folder of the migrations, found from the sources and from the built server alike. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'migrations', '0001_roles.sql'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder of the migrations is missing from this installation');
    folder = parent;
  }
  return join(folder, 'migrations');
}

/**
 * Brings the schema up to date and returns the names of the migrations that ran. Servers that start at once wait for
 * one another on the runner's advisory lock, and migrate once; a file that fails is rolled back whole.
 */
export async function migrate(ownerUrl: string, log: (message: string) => void = () => {}): Promise<string[]> {
  const ran = await runner({
    databaseUrl: ownerUrl,
    dir: migrationsFolder(),
    direction: 'up',
    // Beside the migrations lies schema.sql, the dump of their result, which is none of them.
    ignorePattern: String.raw`(?!\d{4}_.*\.sql$).*`,
    migrationsTable: 'schema_migrations',
    checkOrder: true,
    advisoryLockMode: 'wait',
    singleTransaction: false,
    log: () => {},
    // What goes wrong is thrown, and told by whoever called.
    logger: { debug: () => {}, info: () => {}, warn: log, error: () => {} },
  });
  return ran.map((migration) => migration.name);
}
