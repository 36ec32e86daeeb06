import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFolder } from '../src/platform/database/schema/database-folder.js';
import { dumpSchema } from '../src/platform/database/schema/dump-schema.js';
import { migrate } from '../src/platform/database/schema/migrate.js';
import { applyRepeatableFiles } from '../src/platform/database/schema/repeatable-files.js';
import { MIGRATIONS } from './earlier-version.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

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

/** Runs `work` in a transaction and rolls it back. */
async function rolledBack<Result>(work: () => Promise<Result>): Promise<Result> {
  await owner.query('BEGIN');
  try {
    return await work();
  } finally {
    await owner.query('ROLLBACK');
  }
}

// Functions that indexes, constraints or columns depend on, directly or through a function with a SQL body.
const BUILT_WITH = `
  WITH RECURSIVE used AS (
    SELECT refobjid AS oid FROM pg_depend
     WHERE refclassid = 'pg_proc'::regclass AND classid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass)
     UNION
    SELECT d.refobjid FROM used u JOIN pg_depend d ON d.objid = u.oid AND d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_proc'::regclass
  )
  SELECT proname AS name FROM pg_proc JOIN used USING (oid) WHERE pronamespace = 'public'::regnamespace ORDER BY 1`;
const builtWith = async () => (await owner.query<{ name: string }>(BUILT_WITH)).rows.map(({ name }) => name);

/** The names of the functions that repeatable files define. */
async function repeatableFunctions(): Promise<string[]> {
  const names: string[] = [];
  for (const part of ['functions', 'views', 'guards', 'audit'])
    for (const file of await readdir(join(databaseFolder(), part), { recursive: true }))
      if (file.endsWith('.sql'))
        for (const [, name = ''] of (await readFile(join(databaseFolder(), part, file), 'utf8')).matchAll(
          /^CREATE OR REPLACE FUNCTION (\w+)/gm,
        ))
          names.push(name);
  return names;
}

describe('functions that an index, a constraint or a column depends on', () => {
  it('are not defined in repeatable files', async () => {
    const repeatable = await repeatableFunctions();
    expect(repeatable.length).toBeGreaterThan(50);
    expect((await builtWith()).filter((name) => repeatable.includes(name))).toEqual([]);
  });

  it.each([
    "CREATE INDEX planted ON skills (match_of(skill_name, 'x'))",
    'ALTER TABLE skills ADD CHECK (is_clean_line(category)) NOT VALID',
    'ALTER TABLE skills ADD COLUMN planted boolean GENERATED ALWAYS AS (is_clean_line(category)) STORED',
  ])('are found by the query: %s', async (plant) => {
    const repeatable = await repeatableFunctions();
    const found = await rolledBack(async () => {
      await owner.query(plant);
      return builtWith();
    });
    expect(found.filter((name) => repeatable.includes(name))).toHaveLength(1);
  });
});

// Citus manages these tables after `skilltrace scale-out`: the ledgers, the copied tables, and all with a foreign key to them.
const MANAGED = `
  WITH RECURSIVE managed AS (
    SELECT unnest('{user_skill_signals, progress_updates, progress_update_keys, profiles}'::regclass[])::oid AS id
    UNION
    SELECT CASE WHEN c.conrelid = m.id THEN c.confrelid ELSE c.conrelid END
      FROM managed m JOIN pg_constraint c ON c.contype = 'f' AND m.id IN (c.conrelid, c.confrelid)
  )`;

describe('triggers that also work on a Citus cluster', () => {
  it('name nothing beside TRUNCATE on a table that Citus manages, because it copies no such trigger to the shards', async () => {
    const { rows } = await owner.query(`${MANAGED}
      SELECT t.tgname AS name FROM pg_trigger t JOIN managed m ON m.id = t.tgrelid WHERE t.tgtype & 32 = 32 AND t.tgtype & 28 <> 0`);
    expect(rows).toEqual([]);
  });

  it('read no transition table in a statement with a table that Citus manages, because it refuses that', async () => {
    const { rows } = await owner.query<{ name: string; text: string; managed: string[] }>(`${MANAGED}
      SELECT DISTINCT f.proname AS name, f.prosrc AS text, (SELECT array_agg(m.id::regclass::text) FROM managed m) AS managed
        FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid WHERE t.tgoldtable IS NOT NULL OR t.tgnewtable IS NOT NULL`);
    expect(rows.length).toBeGreaterThan(5);
    const found = rows.flatMap(({ name, text, managed }) =>
      text
        .replaceAll(/--.*$/gm, '')
        .split(';')
        .filter((statement) => /\b(?:old|new)_rows\b/.test(statement))
        .flatMap((statement) => [...statement.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/gi)].map(([, table = '']) => table))
        .filter((table) => managed.includes(table))
        .map((table) => `${name} reads ${table}`),
    );
    expect(found).toEqual([]);
  });
});

it('migrations call no functions of repeatable files, which do not exist yet on a new database', async () => {
  const repeatable = await repeatableFunctions();
  const called: string[] = [];
  for (const name of MIGRATIONS) {
    const text = (await readFile(join(databaseFolder(), `migrations/${name}.sql`), 'utf8')).replaceAll(/--.*$/gm, '');
    called.push(...repeatable.filter((each) => new RegExp(`(?<!\\.)\\b${each}\\(`).test(text)).map((each) => `${name} calls ${each}`));
  }
  expect(called).toEqual([]);
});

describe('a repeatable file that is applied again', () => {
  it('keeps every owner, privilege and setting', async () => {
    await owner.query('DELETE FROM schema_repeatables');
    await migrate(db.ownerUrl);
    expect(await dumpSchema(owner)).toBe(await readFile(join(databaseFolder(), 'schema.sql'), 'utf8'));
  });

  it('leaves every SECURITY DEFINER function with a fixed search path, the ledger owner and no PUBLIC access', async () => {
    const { rows } = await owner.query(`
      SELECT proname FROM pg_proc p
       WHERE prosecdef AND pronamespace = 'public'::regnamespace
         AND (NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (proconfig), false)
              OR pg_get_userbyid(proowner) <> 'skilltrace_ledger'
              OR EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0))`);
    expect(rows).toEqual([]);
  });

  it('removes SECURITY DEFINER from a function whose new text does not declare it', async () => {
    const isDefiner = () => owner.query<{ is: boolean }>(`SELECT prosecdef AS is FROM pg_proc WHERE proname = 'audit_truncate'`);
    const after = await rolledBack(async () => {
      await owner.query('GRANT CREATE ON SCHEMA public TO skilltrace_ledger');
      await owner.query(`CREATE OR REPLACE FUNCTION audit_truncate() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
      return isDefiner();
    });
    expect([(await isDefiner()).rows, after.rows]).toEqual([[{ is: true }], [{ is: false }]]);
  });
});

describe('a function whose signature changes', () => {
  const call = async (text: string) => (await owner.query<{ answer: number }>(`SELECT ${text} AS answer`)).rows[0]?.answer;
  const versions: Record<string, string> = {
    before: 'CREATE OR REPLACE FUNCTION planted(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a $$;',
    after: 'CREATE OR REPLACE FUNCTION planted(a integer, b integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + b $$;',
    ambiguous: 'CREATE OR REPLACE FUNCTION planted(a integer, b integer DEFAULT 0) RETURNS integer LANGUAGE sql AS $$ SELECT a + b $$;',
  };

  it('works for servers of both versions until a migration drops the old signature', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'skilltrace-signature-'));
    const apply = async (version: string) => {
      await writeFile(join(folder, 'functions/planted.sql'), versions[version] ?? '');
      return applyRepeatableFiles(owner, folder);
    };
    await mkdir(join(folder, 'functions'));
    try {
      await apply('before');
      await apply('after');
      expect([await call('planted(1)'), await call('planted(1, 2)')]).toEqual([1, 3]);
      // With a default value, a call from the earlier server matches both signatures.
      await apply('ambiguous');
      await expect(call('planted(1)')).rejects.toThrow(/is not unique/);
      await owner.query('DROP FUNCTION planted(integer)');
      expect(await call('planted(1, 2)')).toBe(3);
    } finally {
      await owner.query('DROP FUNCTION IF EXISTS planted(integer), planted(integer, integer)');
      await rm(folder, { recursive: true });
    }
  });
});
