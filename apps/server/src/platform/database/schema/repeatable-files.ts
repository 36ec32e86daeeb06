import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type pg from 'pg';
import { SchemaMismatchError } from './applied-migrations.js';
import { guardPartitions } from './partitions.js';
import { queryScript } from './query-script.js';

interface RepeatableFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  text: string;
  /** SHA-256 in hex. Different line endings give the same checksum. */
  checksum: string;
}

const ROLES = 'roles.sql';
/** Applied in this order: a view may call a function, a guard may read a view, and grants come last. */
const PARTS = [ROLES, 'functions', 'views', 'guards', 'audit', 'grants.sql'];

const LATEST = `SELECT DISTINCT ON (path) path, checksum FROM schema_repeatables ORDER BY path, applied_at DESC, id DESC`;
const EVER = `SELECT path, checksum FROM schema_repeatables WHERE path = ANY ($1)`;
const STORE_CHECKSUMS = `INSERT INTO schema_repeatables (path, checksum) SELECT * FROM unnest($1::text[], $2::text[])`;

async function readRepeatableFiles(folder: string): Promise<RepeatableFile[]> {
  const files: RepeatableFile[] = [];
  for (const part of PARTS.filter((name) => existsSync(join(folder, name)))) {
    const entries = part.endsWith('.sql')
      ? ['']
      : (await readdir(join(folder, part), { recursive: true })).filter((name) => name.endsWith('.sql'));
    for (const entry of entries.toSorted()) {
      const file = join(folder, part, entry);
      const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
      files.push({ path: relative(folder, file).split(sep).join('/'), text, checksum: createHash('sha256').update(text).digest('hex') });
    }
  }
  return files;
}

/** Creates the roles that the migrations grant rights to, in a database that does not have them yet. */
export async function createRoles(client: pg.Client, folder: string): Promise<void> {
  await client.query(await readFile(join(folder, ROLES), 'utf8'));
}

/** Returns the files in `folder` that differ from the version that was applied last. */
export async function changedFiles(client: pg.Client, folder: string): Promise<RepeatableFile[]> {
  const files = await readRepeatableFiles(folder);
  if (files.length === 0) return [];
  const latest = new Map(
    (await client.query<{ path: string; checksum: string }>(LATEST)).rows.map(({ path, checksum }) => [path, checksum]),
  );
  return files.filter(({ path, checksum }) => latest.get(path) !== checksum);
}

/**
 * Applies the files in `folder` whose checksum changed since they were last applied, in one transaction. The caller must hold the
 * lock of the migrations.
 *
 * @returns the paths of the applied files
 * @throws SchemaMismatchError if a file has an earlier text again: an older server would undo the definitions of a newer one
 */
export async function applyRepeatableFiles(client: pg.Client, folder: string): Promise<string[]> {
  const changed = await changedFiles(client, folder);
  if (changed.length === 0) return [];
  const paths = changed.map(({ path }) => path);
  const { rows: ever } = await client.query<{ path: string; checksum: string }>(EVER, [paths]);
  const earlier = changed.filter((file) => ever.some((row) => row.path === file.path && row.checksum === file.checksum));
  if (earlier.length > 0)
    throw new SchemaMismatchError(
      `The database is newer than this version of Skilltrace: a newer version changed ${earlier.map(({ path }) => path).join(', ')}. ` +
        'Nothing was changed. Start that version or a later one, or restore an older backup.',
    );
  await client.query('BEGIN');
  try {
    // A function may refer to a view or a function that is created later.
    await client.query('SET LOCAL check_function_bodies = off; GRANT CREATE ON SCHEMA public TO skilltrace_ledger');
    for (const { path, text } of changed)
      await queryScript(client, text).catch((error: unknown) => {
        throw new Error(`${path} could not be applied`, { cause: error });
      });
    await guardPartitions(client);
    await client.query('REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger');
    await client.query(STORE_CHECKSUMS, [paths, changed.map(({ checksum }) => checksum)]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
  return paths;
}
