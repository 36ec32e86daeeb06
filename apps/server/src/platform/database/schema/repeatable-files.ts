import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type pg from 'pg';
import { SchemaMismatchError } from './applied-migrations.js';

interface RepeatableFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  text: string;
  /** SHA-256 in hex; a checkout with other line ends is the same file. */
  checksum: string;
}

const ROLES = 'roles.sql';
/** Files and folders in this order: a view may call a function, a guard may read a view, and rights come last. */
const PARTS = [ROLES, 'functions', 'views', 'guards', 'audit', 'grants.sql'];

const LATEST = `SELECT DISTINCT ON (path) path, checksum FROM schema_repeatables ORDER BY path, applied_at DESC, id DESC`;
const EVER = `SELECT path, checksum FROM schema_repeatables WHERE path = ANY ($1)`;
const REMEMBER = `INSERT INTO schema_repeatables (path, checksum) SELECT * FROM unnest($1::text[], $2::text[])`;

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

/** Creates the roles that the migrations grant rights to, in a database that has none of them yet. */
export async function createRoles(client: pg.Client, folder: string): Promise<void> {
  await client.query(await readFile(join(folder, ROLES), 'utf8'));
}

/** The files of `folder` whose text is not the one that was applied last. */
export async function changedFiles(client: pg.Client, folder: string): Promise<RepeatableFile[]> {
  const files = await readRepeatableFiles(folder);
  if (files.length === 0) return [];
  const latest = new Map(
    (await client.query<{ path: string; checksum: string }>(LATEST)).rows.map(({ path, checksum }) => [path, checksum]),
  );
  return files.filter(({ path, checksum }) => latest.get(path) !== checksum);
}

/**
 * Applies the files of `folder` whose checksum changed since they were last applied, all in one transaction.
 * The caller holds the lock of the migrations.
 *
 * @returns the paths that were applied
 * @throws SchemaMismatchError where a file returned to an earlier text: an older version would undo what a newer one defined
 */
export async function applyRepeatableFiles(client: pg.Client, folder: string): Promise<string[]> {
  const changed = await changedFiles(client, folder);
  if (changed.length === 0) return [];
  const paths = changed.map(({ path }) => path);
  const { rows: ever } = await client.query<{ path: string; checksum: string }>(EVER, [paths]);
  const earlier = changed.filter((file) => ever.some((row) => row.path === file.path && row.checksum === file.checksum));
  if (earlier.length > 0)
    throw new SchemaMismatchError(
      `The database is newer than this version of Skilltrace: ${earlier.map(({ path }) => path).join(', ')} changed since this version. ` +
        'Nothing was changed. Start the version that changed it or a later one, or restore a backup from before.',
    );
  await client.query('BEGIN');
  try {
    // A function may name a view or a function that is created after it.
    await client.query('SET LOCAL check_function_bodies = off; GRANT CREATE ON SCHEMA public TO skilltrace_ledger');
    for (const { path, text } of changed)
      await client.query(text).catch((error: unknown) => {
        throw new Error(`${path} could not be applied`, { cause: error });
      });
    await client.query('REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger');
    await client.query(REMEMBER, [paths, changed.map(({ checksum }) => checksum)]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
  return paths;
}
