import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast' ORDER BY 1`;

/** Every value of every table as text, a line a row: what a dump holds, whatever tables there are. */
async function rowsAsText(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(TABLES);
  const texts: string[] = [];
  for (const { name } of rows) {
    const table = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    texts.push(`${name}\n${table.rows.map(({ line }) => line).join('\n')}`);
  }
  return texts.join('\n');
}

/** The `pg_dump` of this machine that can read a server of that version: the embedded cluster brings none. */
function pgDump(major: number): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const fitting = versions.filter((version) => version >= major).toSorted((a, b) => a - b)[0];
  const path = process.env['PG_DUMP'] ?? `${root}/${fitting}/bin/pg_dump`;
  return existsSync(path) ? path : undefined;
}

/**
 * All that a database stores, as text: every table of the catalog, and what `pg_dump` writes where one is at hand. Bytes
 * stand in it as hexadecimal digits.
 */
export async function everythingStored(superuserUrl: string): Promise<string> {
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

/** Which of these texts the stored hold, in any case, as they are or as bytes. */
export function foundIn(stored: string, texts: readonly string[]): string[] {
  const haystack = stored.toLowerCase();
  return texts.filter((text) => haystack.includes(text.toLowerCase()) || haystack.includes(Buffer.from(text).toString('hex')));
}
