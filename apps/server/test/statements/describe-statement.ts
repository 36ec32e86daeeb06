import type pg from 'pg';
import { typeParsers } from '../../src/platform/database/type-parsers.js';

/** A result column, as described by the database. */
export interface AnsweredColumn {
  name: string;
  /** The JavaScript type of its values: `string`, `number`, `boolean`, `object`, `Buffer`, `Date`, or an array such as `string[]`. */
  kind: string;
  /** The labels of an enum. */
  labels: readonly string[] | undefined;
  /** The result column is a nullable table column. */
  mayBeNull: boolean;
}

interface Field {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
}

/** Describes the result columns of a statement without running it. @throws DatabaseError if it does not match the schema */
export async function describeStatement(client: pg.Client, text: string): Promise<AnsweredColumn[]> {
  const columns: AnsweredColumn[] = [];
  for (const command of commandsIn(text)) for (const field of await fieldsOf(client, command)) columns.push(await columnOf(client, field));
  return columns;
}

/** Splits a text with several settings into commands, because PostgreSQL can prepare only one command at a time. */
function commandsIn(text: string): string[] {
  return /^\s*(SET LOCAL|SAVEPOINT|RELEASE|BEGIN)\b[^$]*;/.test(text) ? text.split(';') : [text];
}

function fieldsOf(client: pg.Client, text: string): Promise<Field[]> {
  return new Promise((done, fail) => {
    let fields: Field[] = [];
    const submittable = {
      submit: (connection: Record<'parse' | 'describe', (parameters: object) => void> & { sync: () => void }) => {
        connection.parse({ text, name: '', types: [] });
        connection.describe({ type: 'S', name: '' });
        connection.sync();
      },
      handleRowDescription: (message: { fields: Field[] }) => (fields = message.fields),
      // After an error, the driver does not call handleReadyForQuery.
      handleError: fail,
      handleReadyForQuery: () => done(fields),
    };
    client.query(submittable as unknown as pg.Submittable);
  });
}

// One sample value per type category, parsed by the type parsers of the server.
const SAMPLE: Record<string, string> = { B: 't', N: '1', S: 'text', D: '2026-01-02 03:04:05+00', T: '00:00:01', U: '{}' };

async function columnOf(client: pg.Client, { name, tableID, columnID, dataTypeID }: Field): Promise<AnsweredColumn> {
  const { rows } = await client.query<{
    category: string;
    element: string;
    type: string;
    labels: string[] | null;
    notNull: boolean | null;
  }>(
    `SELECT t.typcategory AS category, coalesce(e.typcategory, '') AS element, coalesce(e.typname, t.typname)::text AS type,
            (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS labels,
            (SELECT attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
              WHERE attrelid = $2 AND attnum = $3) AS "notNull"
       FROM pg_type t LEFT JOIN pg_type e ON t.typcategory = 'A' AND e.oid = t.typelem WHERE t.oid = $1`,
    [dataTypeID, tableID, columnID],
  );
  const [row] = rows;
  if (!row) throw new Error(`no type has the oid ${dataTypeID}`);
  const sample = row.type === 'bytea' ? String.raw`\x00` : (SAMPLE[row.category === 'A' ? row.element : row.category] ?? 'text');
  const parsed: unknown = typeParsers.getTypeParser(dataTypeID, 'text')(row.category === 'A' ? `{"${sample}"}` : sample);
  return { name, kind: kindOf(parsed), labels: row.labels ?? undefined, mayBeNull: row.notNull === false };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `${kindOf(value[0])}[]`;
  if (Buffer.isBuffer(value)) return 'Buffer';
  if (value instanceof Date) return 'Date';
  return typeof value;
}
