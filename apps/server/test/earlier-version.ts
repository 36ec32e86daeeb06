import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationNames } from '../src/platform/database/schema/applied-migrations.js';
import { databaseFolder } from '../src/platform/database/schema/database-folder.js';
import { migrate } from '../src/platform/database/schema/migrate.js';
import { asOwner } from '../src/platform/database/schema/owner-client.js';
import { fillEveryTable, tablesOf } from './rows-of-every-table.js';

/** The last migration that the baseline replaces. Its schema is the oldest one that can be upgraded. */
export const OLDEST = '0023_names_as_in_a_register';
/** The names of all migrations, in the order in which they run. */
export const MIGRATIONS = await readMigrationNames(databaseFolder());
/** All schema versions that can be upgraded, named by their last migration. */
export const VERSIONS = [OLDEST, ...MIGRATIONS.filter((name) => name > OLDEST)];

const FIXTURE = join(databaseFolder(), '../test/fixtures/schema-0023.sql');

/** Creates a database folder with only the roles and the migrations up to and including `last`. The caller must remove it. */
export async function folderOfVersion(last: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-version-'));
  await mkdir(join(folder, 'migrations'));
  const names = MIGRATIONS.filter((name) => name <= last).map((name) => `migrations/${name}.sql`);
  for (const name of ['roles.sql', ...names]) await copyFile(join(databaseFolder(), name), join(folder, name));
  return folder;
}

/** Installs the schema of an earlier version in an empty database, with rows in every table and the functions of the oldest version. */
export async function installVersion(ownerUrl: string, last: string): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await owner.query(await readFile(FIXTURE, 'utf8'));
    await fillEveryTable(owner);
    const filled = await tablesOf(owner);
    const folder = await folderOfVersion(last);
    if (last !== OLDEST) await migrate(ownerUrl, () => {}, folder);
    await rm(folder, { recursive: true });
    await fillEveryTable(owner, filled);
  });
}
