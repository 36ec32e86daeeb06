import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** This version of the server cannot use the database. The message says what to do. */
export class SchemaMismatchError extends Error {}

/** The connection was lost during the migrations. The running one was rolled back; the earlier ones are complete. */
export class MigrationCutOffError extends Error {
  constructor(cause: Error) {
    super(`The connection to the database was lost during a migration: ${cause.message}. No migration was applied halfway. Start again.`, {
      cause,
    });
  }
}

export interface MigrationFile {
  name: string;
  /** SHA-256 in hex. Different line endings give the same checksum. */
  checksum: string;
}

/** Returns the names of the migrations in the order in which they run. */
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

/** Returns the migrations with their checksums. */
export async function readMigrationFiles(folder: string): Promise<MigrationFile[]> {
  return Promise.all((await readMigrationNames(folder)).map((name) => readMigrationFile(folder, name)));
}

/** The baseline replaced the migrations up to this one. */
const LAST_OF_BASELINE = '0023_names_as_in_a_register';
const BASELINE = '0023_baseline';
const ADOPT = `
  INSERT INTO schema_migrations (name, run_on) SELECT $1::text, now() FROM schema_migrations
   WHERE name = $2::text AND NOT EXISTS (SELECT FROM schema_migrations WHERE name = $1::text)`;

// Read through JSON, because the table of an earlier version does not have the checksum column yet.
const APPLIED = `SELECT name, to_jsonb(m) ->> 'checksum' AS checksum FROM schema_migrations m ORDER BY name`;
const STORE_CHECKSUMS = `
  UPDATE schema_migrations m SET checksum = f.checksum
    FROM unnest($1::text[], $2::text[]) AS f(name, checksum) WHERE m.name = f.name AND m.checksum IS NULL`;

/**
 * Compares the migrations that ran in a database with the files of this version.
 *
 * @returns the names of the migrations that the database has
 * @throws SchemaMismatchError if the database has an unknown migration (from a newer server), is too old, if a file changed after
 *   it ran, or if a migration was skipped
 */
export async function requireMatchingFiles(client: pg.Client, files: readonly MigrationFile[]): Promise<ReadonlySet<string>> {
  const { rows: found } = await client.query<{ there: boolean }>("SELECT to_regclass('schema_migrations') IS NOT NULL AS there");
  if (!found[0]?.there) return new Set();
  const { rows: applied } = await client.query<{ name: string; checksum: string | null }>(APPLIED);
  const known = new Map(files.map((file) => [file.name, file]));
  const names = new Set(applied.map(({ name }) => name));
  const last = applied.at(-1)?.name ?? '';

  if (last !== '' && last < LAST_OF_BASELINE && last !== BASELINE)
    throw new SchemaMismatchError(
      `The database is too old for this version of Skilltrace: its last migration is ${last}, and this version upgrades databases from ${LAST_OF_BASELINE} on. ` +
        `Nothing was changed. First start a version that still has ${LAST_OF_BASELINE}.sql, then this one.`,
    );
  if (names.has(LAST_OF_BASELINE)) names.add(BASELINE);
  const unknown = [...names].filter((name) => !known.has(name) && name > LAST_OF_BASELINE);
  if (unknown.length > 0)
    throw new SchemaMismatchError(
      `The database is newer than this version of Skilltrace: it has the migrations ${unknown.join(', ')}, which this version does not know. ` +
        'Nothing was changed. Start the version that migrated it or a later one, or restore an older backup.',
    );
  const changed = applied.filter(({ name, checksum }) => checksum !== null && known.has(name) && checksum !== known.get(name)?.checksum);
  if (changed.length > 0)
    throw new SchemaMismatchError(
      `Migration files changed after they ran in this database: ${changed.map(({ name }) => `${name}.sql`).join(', ')}. ` +
        'Nothing was changed. Restore the original files, and change the schema with a new migration.',
    );
  const skipped = files.filter(({ name }) => !names.has(name) && name < last).map(({ name }) => name);
  if (skipped.length > 0)
    throw new SchemaMismatchError(
      `${skipped.join(', ')} did not run in this database, but the later migration ${last} did. Nothing was changed. ` +
        'Give a new migration the next number.',
    );
  return names;
}

/** Records the baseline in a database that has all migrations that it replaced. Their rows stay, because earlier servers need them. */
export async function adoptBaseline(client: pg.Client): Promise<void> {
  await client.query(ADOPT, [BASELINE, LAST_OF_BASELINE]);
}

/** Stores the checksums of the files that ran, unless they are already stored. */
export async function storeChecksums(client: pg.Client, files: readonly MigrationFile[]): Promise<void> {
  await client.query(STORE_CHECKSUMS, [files.map((file) => file.name), files.map((file) => file.checksum)]);
}
