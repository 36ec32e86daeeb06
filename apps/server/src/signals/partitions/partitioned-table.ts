import type pg from 'pg';
import { CONSTRAINTS, GRANTS, INDEXES, TRIGGERS } from '../../platform/database/schema/schema-catalog.js';

/** A table that is stored in parts by person, or can be. */
export interface Ledger {
  table: string;
  /** The number of its partitions; 0 for a plain table. */
  parts: number;
  /** The tables that hold the rows: its partitions, or itself. */
  stores: { name: string; blocks: number }[];
}

/** The schema that holds the previous tables until the new ones are complete. It exists only within the transaction. */
export const PREVIOUS = 'skilltrace_partitioning';

const LEDGER = `
  SELECT c.oid::regclass::text AS name, (pg_relation_size(c.oid) / current_setting('block_size')::int)::int AS blocks, c.relispartition AS "isPart"
    FROM pg_class c
   WHERE c.oid = $1::regclass AND c.relkind = 'r' OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass)
   ORDER BY c.relname COLLATE "C"`;

export async function readLedger(client: pg.Client, table: string): Promise<Ledger> {
  const { rows } = await client.query<{ name: string; blocks: number; isPart: boolean }>(LEDGER, [table]);
  return { table, parts: rows.filter(({ isPart }) => isPart).length, stores: rows.map(({ name, blocks }) => ({ name, blocks })) };
}

/** Everything that belongs to a table except its columns and rows, as statements that create it again. */
export interface Belongings {
  constraints: string[];
  indexes: string[];
  triggers: string[];
  grants: string[];
  /** Views and functions that refer to the table. */
  dependents: string[];
  /** Storage parameters, such as the settings of autovacuum. */
  options: string | null;
}

const DEPENDENTS = `
  SELECT DISTINCT format('CREATE OR REPLACE VIEW %s AS %s', v.oid::regclass, pg_get_viewdef(v.oid)) AS text
    FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
   WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::regclass
  UNION ALL
  SELECT DISTINCT pg_get_functiondef(d.objid) FROM pg_depend d
   WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::regclass`;
const OPTIONS = `
  SELECT array_to_string(reloptions, ', ') AS text FROM pg_class
   WHERE oid = $1::regclass AND relkind = 'r' OR oid = (SELECT min(inhrelid) FROM pg_inherits WHERE inhparent = $1::regclass)`;

export async function readBelongings(client: pg.Client, table: string): Promise<Belongings> {
  const read = async (sql: string, parameters: unknown[] = [table]) =>
    (await client.query<{ text: string }>(sql, parameters)).rows.map(({ text }) => text);
  const isOurs = (grant: string) => new RegExp(` ON (TABLE ${table}|SEQUENCE ${table}_id_seq) TO `).test(grant);
  return {
    constraints: await read(CONSTRAINTS, [[table]]),
    indexes: await read(INDEXES, [[table]]),
    triggers: await read(TRIGGERS, [[table]]),
    grants: (await read(GRANTS, [])).filter(isOurs),
    dependents: await read(DEPENDENTS),
    options: (await read(OPTIONS))[0] ?? null,
  };
}
