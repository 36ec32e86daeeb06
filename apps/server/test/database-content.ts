import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast' ORDER BY 1`;

/** Every row of every table as one line of text, as in a dump. */
async function rowsAsText(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(TABLES);
  const texts: string[] = [];
  for (const { name } of rows) {
    const table = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    texts.push(`${name}\n${table.rows.map(({ line }) => line).join('\n')}`);
  }
  return texts.join('\n');
}

/** A local `pg_dump` that can read a server of that version, if there is one. The embedded PostgreSQL does not include it. */
function pgDump(major: number): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const fitting = versions.filter((version) => version >= major).toSorted((a, b) => a - b)[0];
  const path = process.env['PG_DUMP'] ?? `${root}/${fitting}/bin/pg_dump`;
  return existsSync(path) ? path : undefined;
}

/**
 * Everything that a database stores, as text: the rows of every table and, if `pg_dump` is available, its output. Binary
 * values are written in hexadecimal.
 */
export async function readDatabaseContent(superuserUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ major: number }>("SELECT current_setting('server_version_num')::int / 10000 AS major");
    const program = pgDump(rows[0]?.major ?? 0);
    const dump = program === undefined ? '' : (await run(program, [superuserUrl], { maxBuffer: 2 ** 28 })).stdout;
    return `${await rowsAsText(client)}\n${dump}`;
  } finally {
    await client.end();
  }
}

/** The texts that occur in `stored`, ignoring case, as plain text or in hexadecimal. */
export function findTextsIn(stored: string, texts: readonly string[]): string[] {
  const haystack = stored.toLowerCase();
  return texts.filter((text) => haystack.includes(text.toLowerCase()) || haystack.includes(Buffer.from(text).toString('hex')));
}
