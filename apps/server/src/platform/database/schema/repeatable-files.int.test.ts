import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/test-database.js';
import { SchemaMismatchError } from './applied-migrations.js';
import { applyRepeatableFiles } from './repeatable-files.js';

let db: TestDatabase;
let owner: pg.Client;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-repeatable-'));
  await mkdir(join(folder, 'functions', 'numbers'), { recursive: true });
  await mkdir(join(folder, 'views'));
  await owner.query('DROP VIEW IF EXISTS answers; DROP FUNCTION IF EXISTS answer(); DELETE FROM schema_repeatables');
  return () => rm(folder, { recursive: true });
});

const writeAnswer = (answer: number) =>
  writeFile(
    join(folder, 'functions', 'numbers', 'answer.sql'),
    `CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
       $$ SELECT ${answer} WHERE EXISTS (SELECT FROM answers) $$;
     ALTER FUNCTION answer() OWNER TO skilltrace_ledger;`,
  );
const writeView = () => writeFile(join(folder, 'views', 'answers.sql'), 'CREATE OR REPLACE VIEW answers AS SELECT 1 AS one');
const ownerOfAnswer = async () =>
  (await owner.query<{ name: string }>("SELECT pg_get_userbyid(proowner) AS name FROM pg_proc WHERE proname = 'answer'")).rows[0]?.name;
const answer = async () => (await owner.query<{ answer: number }>('SELECT answer()')).rows[0]?.answer;
const mayCreate = async () =>
  (await owner.query<{ may: boolean }>("SELECT has_schema_privilege('skilltrace_ledger', 'public', 'CREATE') AS may")).rows[0]?.may;

it('applies each file once, and again when its text changes, and keeps the owner of a function', async () => {
  await Promise.all([writeAnswer(42), writeView()]);
  expect(await applyRepeatableFiles(owner, folder)).toEqual(['functions/numbers/answer.sql', 'views/answers.sql']);
  await owner.query('GRANT SELECT ON answers TO skilltrace_ledger');
  expect([await answer(), await ownerOfAnswer(), await mayCreate()]).toEqual([42, 'skilltrace_ledger', false]);
  expect(await applyRepeatableFiles(owner, folder)).toEqual([]);

  await writeAnswer(43);
  expect(await applyRepeatableFiles(owner, folder)).toEqual(['functions/numbers/answer.sql']);
  expect([await answer(), await ownerOfAnswer(), await mayCreate()]).toEqual([43, 'skilltrace_ledger', false]);
});

it('rejects an older version of a file and keeps the newer definition', async () => {
  await Promise.all([writeAnswer(1), writeView()]);
  await applyRepeatableFiles(owner, folder);
  await owner.query('GRANT SELECT ON answers TO skilltrace_ledger');
  await writeAnswer(2);
  await applyRepeatableFiles(owner, folder);
  await writeAnswer(1);
  await expect(applyRepeatableFiles(owner, folder)).rejects.toThrow(SchemaMismatchError);
  expect(await answer()).toBe(2);
});

it('changes nothing when one of the files fails, and names the file in the error', async () => {
  await writeAnswer(1);
  await writeFile(join(folder, 'views', 'answers.sql'), 'CREATE OR REPLACE VIEW answers AS SELECT no_such_column');
  await expect(applyRepeatableFiles(owner, folder)).rejects.toThrow(/views\/answers\.sql could not be applied/);
  expect([await ownerOfAnswer(), await mayCreate()]).toEqual([undefined, false]);
  expect((await owner.query('SELECT FROM schema_repeatables')).rowCount).toBe(0);
});
