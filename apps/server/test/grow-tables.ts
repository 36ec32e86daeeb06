import { chownSync, closeSync, existsSync, openSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** What the planner believes about a table. */
export interface TableSize {
  rows: number;
  rowsPerPage: number;
  /** By column: the number of different values, or as a negative number their share of the rows (`n_distinct`). */
  values: Record<string, number>;
}

const RELATION = `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', $1::text, 'relpages', $2::int, 'reltuples', $3::real, 'relallvisible', $2::int)`;
const COLUMN = `SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', $1::text, 'attname', $2::text, 'inherited', false,
                       'null_frac', 0::real, 'avg_width', 8, 'n_distinct', $3::real)`;
const FILES = `
  SELECT c.relname AS name, c.oid <> $1::regclass AS "isIndex", current_setting('data_directory') AS folder, pg_relation_filepath(c.oid) AS file
    FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid WHERE c.oid = $1::regclass OR i.indrelid = $1::regclass`;

const PAGE = 8192;
const PAGES_PER_FILE = 131_072;
/** A page of an index has about this many entries. */
const ENTRIES_PER_PAGE = 100;

/**
 * Lets the planner of a test database believe that its tables are large. It multiplies the rows per page in the statistics by the size of the
 * file, so the files grow too, with holes that take no space. The rows stay the same, and statements still run.
 */
export async function growTables(superuser: pg.Client, tables: Readonly<Record<string, TableSize>>): Promise<void> {
  for (const [table, { values }] of Object.entries(tables)) {
    await superuser.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
    for (const [column, distinct] of Object.entries(values)) await superuser.query(COLUMN, [table, column, distinct]);
  }
  await superuser.query('CHECKPOINT');
  for (const [table, { rows, rowsPerPage }] of Object.entries(tables)) {
    const { rows: files } = await superuser.query<{ name: string; isIndex: boolean; folder: string; file: string }>(FILES, [table]);
    for (const { name, isIndex, folder, file } of files) {
      const pages = Math.ceil(rows / (isIndex ? ENTRIES_PER_PAGE : rowsPerPage));
      growFile(join(folder, file), pages);
      await superuser.query(RELATION, [name, pages, rows]);
    }
  }
}

/** PostgreSQL begins a new file after each gigabyte. */
function growFile(path: string, pages: number): void {
  const { uid, gid } = statSync(path);
  for (let part = 0; part * PAGES_PER_FILE < pages; part += 1) {
    const file = part === 0 ? path : `${path}.${part}`;
    if (!existsSync(file)) {
      closeSync(openSync(file, 'w', 0o600));
      chownSync(file, uid, gid);
    }
    truncateSync(file, Math.min(PAGES_PER_FILE, pages - part * PAGES_PER_FILE) * PAGE);
  }
}
