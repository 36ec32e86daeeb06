import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseFolder } from '../src/platform/database/schema/database-folder.js';
import { dumpSchema } from '../src/platform/database/schema/dump-schema.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const COMMITTED = join(databaseFolder(), 'schema.sql');

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

// `npm run schema:dump` sets UPDATE_SCHEMA, which writes the file instead of comparing it.
it('the schema dump matches database/schema.sql', async () => {
  const schema = await dumpSchema(owner);
  if (process.env.UPDATE_SCHEMA) await writeFile(COMMITTED, schema);
  expect(schema).toBe(await readFile(COMMITTED, 'utf8'));
});

it.each([
  'ALTER TABLE skills ALTER COLUMN category DROP NOT NULL',
  'ALTER TABLE skills ADD COLUMN score integer',
  "ALTER TABLE projects ALTER COLUMN description SET DEFAULT 'x'",
  'ALTER TABLE employee_skills DROP CONSTRAINT employee_skills_check',
  'DROP INDEX suggestions_one_pending_key',
  "ALTER TYPE proficiency_level ADD VALUE 'GURU'",
  'ALTER TABLE user_skill_signals ENABLE TRIGGER user_skill_signals_append_only',
  'ALTER FUNCTION refuse_ledger_change() RESET search_path',
  'GRANT INSERT ON user_skill_signals TO skilltrace_server',
  'GRANT UPDATE (weight) ON user_skill_signals TO skilltrace_reader',
  'GRANT CREATE ON SCHEMA public TO skilltrace_server',
  'CREATE VIEW skill_counts AS SELECT count(*) AS skills FROM skills',
])('the schema dump changes after %s', async (change) => {
  const before = await dumpSchema(owner);
  await owner.query(change);
  expect(await dumpSchema(owner)).not.toBe(before);
});
