import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationNames } from '../src/platform/database/applied-migrations.js';
import { databaseFolder } from '../src/platform/database/database-folder.js';

/** The names of all migrations, in the order in which they run. */
export const MIGRATIONS = await readMigrationNames(databaseFolder());

/** A database folder that holds the migrations up to and including `last`, and nothing else. The caller removes it. */
export async function folderOfVersion(last: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-version-'));
  await mkdir(join(folder, 'migrations'));
  for (const name of MIGRATIONS.filter((each) => each <= last))
    await copyFile(join(databaseFolder(), 'migrations', `${name}.sql`), join(folder, 'migrations', `${name}.sql`));
  return folder;
}
