import type pg from 'pg';
import { COLUMNS, CONSTRAINTS, ENUMS, FUNCTIONS, GRANTS, INDEXES, ROLES, TABLES, TRIGGERS, VIEWS } from './schema-catalog.js';
import { DEVIATIONS } from './schema-deviations.js';

const TITLE = `-- The schema after all migrations, for reading.
-- Generated from the catalogs by \`npm run schema:dump\`; a test compares it with a migrated database.`;

/** The section for objects that the shipped schema does not have. */
export const OTHER_OBJECTS = 'Other objects, owners and settings';

/** `table` is the table to which a column, constraint, index or trigger belongs. */
type Line = { table?: string; text: string };
type Query = (sql: string, parameters?: unknown[]) => Promise<Line[]>;

/**
 * Returns the schema of a database as text: roles, enums, tables with their columns, constraints, indexes and triggers, views,
 * functions and grants, each in a fixed order, so that the same schema gives the same text on PostgreSQL 15 to 18. The names of
 * the owner and the database are left out, because each installation chooses them.
 */
export async function dumpSchema(client: pg.Client): Promise<string> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    await client.query(SETTINGS_OF_DUMP);
    return await readSchema(async (sql, parameters = []) => (await client.query<Line>(sql, parameters)).rows);
  } finally {
    await client.query('ROLLBACK');
  }
}

/**
 * Makes the output independent of the settings of the login: names in the search path are printed without their schema, and
 * PostgreSQL's own functions and operators take precedence over those in the database with the same name and parameters.
 */
export const SETTINGS_OF_DUMP =
  "SET LOCAL search_path = pg_catalog, public, pg_temp; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL quote_all_identifiers = off";

/** Like `dumpSchema`, within a transaction that has these settings. */
export async function readSchema(query: Query): Promise<string> {
  const read = async (sql: string, parameters?: unknown[]) => (await query(sql, parameters)).map((row) => row.text);
  const names = await read(TABLES);
  const inside = [...(await query(COLUMNS, [names])), ...(await query(CONSTRAINTS, [names]))];
  const after = [...(await query(INDEXES, [names])), ...(await query(TRIGGERS, [names]))];
  const tables = names.map((name) => createTable(name, linesOf(name, inside), linesOf(name, after)));
  const others: string[] = [];
  for (const deviations of DEVIATIONS) others.push(...(await read(deviations)));
  const sections = [
    TITLE,
    section('Roles', (await read(ROLES)).join('\n')),
    section('Types', (await read(ENUMS)).join('\n')),
    section('Tables', tables.join('\n\n')),
    section('Views', (await read(VIEWS)).join('\n\n')),
    section('Functions', (await read(FUNCTIONS)).join('\n\n')),
    section('Grants', (await read(GRANTS)).join('\n')),
    ...(others.length > 0 ? [section(OTHER_OBJECTS, others.join('\n'))] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

const linesOf = (name: string, lines: readonly Line[]) => lines.filter(({ table }) => table === name).map(({ text }) => text);

function createTable(name: string, inside: readonly string[], after: readonly string[]): string {
  return [`CREATE TABLE ${name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);`, ...after].join('\n');
}

function section(title: string, body: string): string {
  return `-- ${title}\n\n${body}`;
}
