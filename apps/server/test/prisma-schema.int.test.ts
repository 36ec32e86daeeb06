import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../src/generated/prisma/client.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const schema = readFileSync(join(import.meta.dirname, '../prisma/schema.prisma'), 'utf8');
const DATABASE_TYPES: Record<string, string> = { BigInt: 'bigint', String: 'text', Boolean: 'boolean', Json: 'jsonb' };

interface Table {
  /** By column name: its type, whether it may be NULL, and whether it has a default. */
  columns: Record<string, { type: string; nullable: boolean; hasDefault: boolean }>;
  key: string[];
  /** `column -> table`, sorted. */
  references: string[];
}
interface Description {
  tables: Record<string, Table>;
  enums: Record<string, string[]>;
}

const blocks = (kind: 'model' | 'enum') =>
  [...schema.matchAll(new RegExp(`^${kind} (\\w+) \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].map(([, name = '', body = '']) => ({ name, body }));
const nameIn = (text: string, fallback: string, pattern = /(?<!@)@map\("(\w+)"\)/) => pattern.exec(text)?.[1] ?? fallback;
const nameOfBlock = ({ name, body }: { name: string; body: string }) => nameIn(body, name, /@@map\("(\w+)"\)/);

/** The tables and enums according to the Prisma schema. */
function describePrismaSchema(): Description {
  const tableNames = new Map(blocks('model').map((block) => [block.name, nameOfBlock(block)]));
  const enumNames = new Map(blocks('enum').map((block) => [block.name, nameOfBlock(block)]));
  const describeModel = (body: string): Table => {
    const lines = body.split('\n').filter((line) => /^ {2}\w/.test(line));
    const fields = lines.map((line) => {
      const [, name = '', type = '', list = '', optional = '', rest = ''] =
        /^ {2}(\w+)\s+(\w+(?:\("\w+"\))?)(\[\])?(\?)?(.*)$/.exec(line) ?? [];
      return { name, type, list, nullable: optional === '?', rest, column: nameIn(rest, name) };
    });
    const columnOf = (field: string) => fields.find(({ name }) => name === field)?.column ?? `no field ${field}`;
    const columns: Table['columns'] = {};
    const references: string[] = [];
    for (const { type, list, nullable, rest, column } of fields) {
      if (tableNames.has(type)) {
        const own = /@relation\(.*fields: \[(\w+)(?:, \w+)*\], references: \[(?:\w+, )*id\]/.exec(rest)?.[1];
        if (own !== undefined) references.push(`${columnOf(own)} -> ${tableNames.get(type)}`);
        continue;
      }
      const precision = /@db\.Timestamptz\((\d)\)/.exec(rest)?.[1];
      const unsupported = /^Unsupported\("(\w+)"\)$/.exec(type)?.[1];
      const base =
        precision === undefined ? (unsupported ?? DATABASE_TYPES[type] ?? enumNames.get(type)) : `timestamp(${precision}) with time zone`;
      columns[column] = { type: `${base ?? `unknown type ${type}`}${list}`, nullable, hasDefault: rest.includes('@default(') };
    }
    const key =
      /@@id\(\[([\w, ]+)\]\)/.exec(body)?.[1]?.split(', ') ?? fields.filter(({ rest }) => /@id\b/.test(rest)).map(({ name }) => name);
    return { columns, key: key.map(columnOf), references: references.toSorted() };
  };
  return {
    tables: Object.fromEntries(blocks('model').map((block) => [nameOfBlock(block), describeModel(block.body)])),
    enums: Object.fromEntries(
      blocks('enum').map((block) => [nameOfBlock(block), [...block.body.matchAll(/^ {2}(\w+)$/gm)].map(([, value = '']) => value)]),
    ),
  };
}

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable, atthasdef OR attidentity <> '' AS "hasDefault"
    FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`;
const KEY = `
  SELECT a.attname AS name FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k (attnum, place)
    JOIN pg_attribute a USING (attnum) WHERE a.attrelid = c.conrelid AND c.conrelid = to_regclass($1) AND c.contype = 'p' ORDER BY place`;
const REFERENCES = `
  SELECT format('%s -> %s', a.attname, c.confrelid::regclass) AS text FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
   WHERE c.conrelid = to_regclass($1) AND c.contype = 'f'`;
const ENUM = 'SELECT enumlabel AS value FROM pg_enum WHERE enumtypid = to_regtype($1) ORDER BY enumsortorder';

/** The same tables and enums according to the database. */
async function describeDatabase(client: pg.Client, like: Description): Promise<Description> {
  const description: Description = { tables: {}, enums: {} };
  for (const table of Object.keys(like.tables)) {
    const columns = (await client.query<{ name: string; type: string; nullable: boolean; hasDefault: boolean }>(COLUMNS, [table])).rows;
    description.tables[table] = {
      columns: Object.fromEntries(columns.map(({ name, ...column }) => [name, column])),
      key: (await client.query<{ name: string }>(KEY, [table])).rows.map(({ name }) => name),
      references: (await client.query<{ text: string }>(REFERENCES, [table])).rows.map(({ text }) => text).toSorted(),
    };
  }
  for (const type of Object.keys(like.enums)) {
    description.enums[type] = (await client.query<{ value: string }>(ENUM, [type])).rows.map(({ value }) => value);
  }
  return description;
}

const described = describePrismaSchema();
let db: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

describe('prisma/schema.prisma', () => {
  it('describes each table and enum as the migrations create it', async () => {
    expect(Object.keys(described.tables)).toHaveLength(12);
    expect(described).toEqual(await describeDatabase(owner, described));
  });

  it('matches the generated client', () => {
    expect(Object.keys(Prisma.ModelName).toSorted()).toEqual(
      blocks('model')
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('does not contain the ledger', () => {
    expect(schema).not.toMatch(/user_skill_signals|signal_ledger/);
    expect(Object.keys(Prisma.ModelName).join(' ')).not.toMatch(/signal|ledger/i);
  });

  it.each([
    'ALTER TABLE skills RENAME COLUMN category TO kind',
    'ALTER TABLE skills ADD COLUMN note text',
    'ALTER TABLE skills ALTER COLUMN category DROP NOT NULL',
    'ALTER TABLE skills ALTER COLUMN is_active DROP DEFAULT',
    'ALTER TABLE profiles ALTER COLUMN avatar_url TYPE varchar(200)',
    'ALTER TABLE progress_updates ALTER COLUMN edited_at TYPE timestamptz(6)',
    'ALTER TABLE project_skills RENAME TO scopes',
    'ALTER TABLE assignments DROP CONSTRAINT assignments_pkey; ALTER TABLE assignments ADD PRIMARY KEY (id)',
    'ALTER TABLE mentorship_sessions DROP CONSTRAINT mentorship_sessions_mentor_id_fkey',
    "ALTER TYPE proficiency_level ADD VALUE 'GURU'",
  ])('no longer matches the database after %s', async (drift) => {
    await owner.query('BEGIN');
    try {
      await owner.query(drift);
      expect(await describeDatabase(owner, described)).not.toEqual(described);
    } finally {
      await owner.query('ROLLBACK');
    }
  });
});
