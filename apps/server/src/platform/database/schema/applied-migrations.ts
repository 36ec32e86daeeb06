import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** The database cannot be worked with by this version of the server; the sentence says what to do. */
export class SchemaMismatchError extends Error {}

/** The connection was lost amid the migrations. What was under way was undone; what was done before stands. */
export class MigrationCutOffError extends Error {
  constructor(cause: Error) {
    super(`The connection to the database was lost while it was being migrated: ${cause.message}. Nothing stands by half; start again.`, {
      cause,
    });
  }
}

export interface MigrationFile {
  name: string;
  /** SHA-256 in hex; a checkout with other line ends is the same file. */
  checksum: string;
}

/** The names of the migrations in the folder of a database, in the order in which they run. */
export async function readMigrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'migrations'));
  return entries
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .toSorted();
}

async function readMigrationFile(folder: string, name: string): Promise<MigrationFile> {
  const text = (await readFile(join(folder, 'migrations', `${name}.sql`), 'utf8')).replaceAll('\r\n', '\n');
  return { name, checksum: createHash('sha256').update(text).digest('hex') };
}

/** The same with their checksums. */
export async function readMigrationFiles(folder: string): Promise<MigrationFile[]> {
  return Promise.all((await readMigrationNames(folder)).map((name) => readMigrationFile(folder, name)));
}

/** The migrations up to this one became the baseline. */
const LAST_OF_BASELINE = '0023_names_as_in_a_register';
const BASELINE = '0023_baseline';
const ADOPT = `
  INSERT INTO schema_migrations (name, run_on) SELECT $1::text, now() FROM schema_migrations
   WHERE name = $2::text AND NOT EXISTS (SELECT FROM schema_migrations WHERE name = $1::text)`;

// As JSON, for a database of an earlier version has no column for the checksum yet.
const APPLIED = `SELECT name, to_jsonb(m) ->> 'checksum' AS checksum FROM schema_migrations m ORDER BY name`;
const REMEMBER = `
  UPDATE schema_migrations m SET checksum = f.checksum
    FROM unnest($1::text[], $2::text[]) AS f(name, checksum) WHERE m.name = f.name AND m.checksum IS NULL`;

/**
 * Compares what has run in a database with the files of this version.
 *
 * @returns the names of the migrations that the database has
 * @throws SchemaMismatchError where a migration ran that is not among the files (a newer server has been here), where the database is
 *   too old, where one of the files is not the one that ran, and where one that did not run comes before one that did
 */
export async function refuseUnlessFilesFit(client: pg.Client, files: readonly MigrationFile[]): Promise<ReadonlySet<string>> {
  const { rows: found } = await client.query<{ there: boolean }>("SELECT to_regclass('schema_migrations') IS NOT NULL AS there");
  if (!found[0]?.there) return new Set();
  const { rows: applied } = await client.query<{ name: string; checksum: string | null }>(APPLIED);
  const known = new Map(files.map((file) => [file.name, file]));
  const names = new Set(applied.map(({ name }) => name));
  const last = applied.at(-1)?.name ?? '';

  if (last !== '' && last < LAST_OF_BASELINE && last !== BASELINE)
    throw new SchemaMismatchError(
      `The database is too old for this version of Skilltrace: it stops at ${last}, and this version upgrades databases from ${LAST_OF_BASELINE} on. ` +
        `Nothing was changed. First start a version that still has ${LAST_OF_BASELINE}.sql, then this one.`,
    );
  if (names.has(LAST_OF_BASELINE)) names.add(BASELINE);
  const unknown = [...names].filter((name) => !known.has(name) && name > LAST_OF_BASELINE);
  if (unknown.length > 0)
    throw new SchemaMismatchError(
      `The database is newer than this version of Skilltrace: it has been migrated by ${unknown.join(', ')}, which this version does not know. ` +
        'Nothing was changed. Start the version that migrated it or a later one, or restore a backup from before.',
    );
  const changed = applied.filter(({ name, checksum }) => checksum !== null && known.has(name) && checksum !== known.get(name)?.checksum);
  if (changed.length > 0)
    throw new SchemaMismatchError(
      `Not the files that made this database: ${changed.map(({ name }) => `${name}.sql`).join(', ')} changed since it ran. ` +
        'Nothing was changed. Put back the file as it was; a change of the schema is a migration of its own.',
    );
  const skipped = files.filter(({ name }) => !names.has(name) && name < last).map(({ name }) => name);
  if (skipped.length > 0)
    throw new SchemaMismatchError(
      `${skipped.join(', ')} did not run in this database, and ${last}, which comes after it, did. Nothing was changed. ` +
        'A new migration takes the next number.',
    );
  return names;
}

/** Records the baseline in a database that has all migrations that it replaced. Their rows stay, for servers of earlier versions. */
export async function adoptBaseline(client: pg.Client): Promise<void> {
  await client.query(ADOPT, [BASELINE, LAST_OF_BASELINE]);
}

/** Keeps the checksums of the files that ran, where none is kept yet. */
export async function rememberFiles(client: pg.Client, files: readonly MigrationFile[]): Promise<void> {
  await client.query(REMEMBER, [files.map((file) => file.name), files.map((file) => file.checksum)]);
}
