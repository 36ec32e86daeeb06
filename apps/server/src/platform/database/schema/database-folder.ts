import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Returns the folder `apps/server/database` with the migrations, the repeatable files and `schema.sql`. Works in the sources and in the
 * built server.
 */
export function databaseFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'database', 'schema.sql'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The database folder is missing from this installation');
    folder = parent;
  }
  return join(folder, 'database');
}
