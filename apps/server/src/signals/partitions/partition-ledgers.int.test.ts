import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDemoOrganization } from '../../demo/load-demo-organization.js';
import { erasePerson } from '../../people/erasure/erase-person.js';
import { databaseFolder } from '../../platform/database/schema/database-folder.js';
import { dumpSchema } from '../../platform/database/schema/dump-schema.js';
import { migrate } from '../../platform/database/schema/migrate.js';
import { guardPartitions } from '../../platform/database/schema/partitions.js';
import { sqlState } from '../../platform/errors/sqlstate.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { Database } from '../../platform/database/database.js';
import { erasureKey } from '../../platform/database/erasure-key.js';
import { contentOf, tablesOf } from '../../../test/rows-of-every-table.js';
import { withSuperuser } from '../../../test/superuser.js';
import { createTestDatabase, ERASURE_SECRET, type TestDatabase } from '../../../test/test-database.js';
import { takeCheckpoint } from '../checkpoints/take-checkpoint.js';
import { verifyLedger } from '../verify/verify-ledger.js';
import { partitionLedgers, PartitioningRefusedError } from './partition-ledgers.js';

let demo: TestDatabase;
let partitioned: TestDatabase;
let db: TestDatabase;
let owner: pg.Client;

const nameOf = (database: TestDatabase) => new URL(database.ownerUrl).pathname.slice(1);
beforeAll(async () => {
  demo = await createTestDatabase('template0');
  await migrate(demo.ownerUrl);
  // A pool of its own, which is closed before the database is cloned.
  const pool = new Database({ url: demo.serverUrl, role: 'skilltrace_server', erasureKey: erasureKey(ERASURE_SECRET) });
  await loadDemoOrganization(pool, { now: new Date(), personaPassword: 'a password of the demo', log: () => {} });
  await pool.close();
  partitioned = await createTestDatabase(nameOf(demo));
  await partitionLedgers(partitioned.ownerUrl, { parts: 4 });
});
afterAll(() => Promise.all([demo.drop(), partitioned.drop()]));

async function open(template: TestDatabase): Promise<void> {
  db = await createTestDatabase(nameOf(template));
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
}
async function close(): Promise<void> {
  await owner.end();
  await db.drop();
}

/** Replaces a partition by a copy of those of its rows that meet the condition. The copy has no statement triggers. */
const replaceOne = (condition: string) => `
  ALTER TABLE user_skill_signals DETACH PARTITION user_skill_signals_p2;
  ALTER TABLE user_skill_signals_p2 RENAME TO detached;
  CREATE TABLE user_skill_signals_p2 (LIKE user_skill_signals INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES);
  INSERT INTO user_skill_signals_p2 SELECT * FROM detached WHERE ${condition};
  DROP TABLE detached;
  ALTER TABLE user_skill_signals ATTACH PARTITION user_skill_signals_p2 FOR VALUES WITH (MODULUS 4, REMAINDER 2)`;

const partition = (parts: number, options = {}) => partitionLedgers(db.ownerUrl, { parts, ...options });
const content = async () =>
  contentOf(
    owner,
    (await tablesOf(owner)).filter((table) => !/_p\d+$/.test(table)),
  );
const violations = async () => (await verifyLedger(db.database)).checks.filter((check) => check.violations > 0);
const partsOf = async (table: string) => (await owner.query('SELECT FROM pg_inherits WHERE inhparent = $1::regclass', [table])).rowCount;

describe('partitionLedgers', () => {
  beforeEach(() => open(demo));
  afterEach(close);

  it.each([1, 4, 16])('keeps every row, the schema and the checkpoints in %i partitions', async (parts) => {
    await takeCheckpoint(db.database);
    const before = await content();
    const result = await partition(parts);
    expect(result).toMatchObject({ parts, isChanged: true });
    expect(result.tables.map(({ rows, partsBefore }) => [rows > 100, partsBefore])).toEqual([
      [true, 0],
      [true, 0],
    ]);
    expect([await partsOf('progress_updates'), await partsOf('user_skill_signals')]).toEqual([parts, parts]);
    expect(await content()).toEqual(before);
    expect(await dumpSchema(owner)).toBe(await readFile(join(databaseFolder(), 'schema.sql'), 'utf8'));
    expect(await violations()).toEqual([]);
    expect(await takeCheckpoint(db.database)).toBeDefined();
  });

  it('continues the ids, and can change the number of partitions', async () => {
    const [assignment] = await db.database.query<{ userId: number; projectId: number }>(
      'SELECT profile_id AS "userId", project_id AS "projectId" FROM active_assignments LIMIT 1',
    );
    const post = async () => {
      const update = { userId: assignment?.userId ?? 0, projectId: assignment?.projectId ?? 0, content: 'work', externalId: undefined };
      return postProgressUpdate(db.database, { profileId: 1, isAdmin: true, via: 'token' }, update);
    };
    await post();
    await partition(3);
    await post();
    const before = await content();
    expect(await partition(5)).toMatchObject({ isChanged: true, tables: [{ partsBefore: 3 }, { partsBefore: 3 }] });
    expect(await content()).toEqual(before);
    await post();
    const rows = before.get('progress_updates')?.rows.length ?? 0;
    expect((await content()).get('progress_updates')?.rows).toHaveLength(rows + 1);
    expect(await violations()).toEqual([]);
  });

  it('changes nothing when the tables have that number of partitions, or in a dry run', async () => {
    expect(await partition(4, { isDryRun: true })).toMatchObject({ isChanged: false, tables: [{ partsBefore: 0 }, { partsBefore: 0 }] });
    expect(await partsOf('user_skill_signals')).toBe(0);
    await partition(4);
    const stored = async () => (await owner.query('SELECT oid, relname, relfilenode FROM pg_class ORDER BY oid')).rows;
    const before = await stored();
    expect(await partition(4)).toMatchObject({ isChanged: false });
    expect(await stored()).toEqual(before);
  });

  it('leaves the database as it was when it is cut off before any step, and succeeds when it runs again', async () => {
    const steps: string[] = [];
    await partition(2, { onStep: (step: string) => void steps.push(step) });
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    const before = await content();
    for (const at of steps.keys()) {
      let step = 0;
      const onStep = async () => {
        if (step++ !== at) return;
        await superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'skilltrace owner' AND state = 'idle in transaction'`,
        );
      };
      await expect(partition(3, { onStep })).rejects.toThrow();
      expect([at, await partsOf('progress_updates'), await partsOf('user_skill_signals')]).toEqual([at, 2, 2]);
    }
    await superuser.end();
    expect(steps.length).toBeGreaterThan(20);
    expect(await content()).toEqual(before);
    expect(await dumpSchema(owner)).toBe(await readFile(join(databaseFolder(), 'schema.sql'), 'utf8'));
    expect(await partition(3)).toMatchObject({ isChanged: true });
    expect(await violations()).toEqual([]);
  });

  it('is refused while a server is connected or another session reads the ledger', async () => {
    const server = new pg.Client({ connectionString: db.serverUrl, application_name: 'skilltrace server' });
    await server.connect();
    await expect(partition(4)).rejects.toThrow(PartitioningRefusedError);
    await server.end();
    await owner.query('BEGIN; SELECT FROM signal_ledger LIMIT 1');
    await expect(partition(4)).rejects.toThrow('Another session uses the ledger');
    await owner.query('ROLLBACK');
    expect(await partition(4)).toMatchObject({ isChanged: true });
  });
});

describe('a partitioned database', () => {
  beforeEach(() => open(partitioned));
  afterEach(close);

  it.each([
    'UPDATE user_skill_signals_p1 SET weight = 9',
    'DELETE FROM user_skill_signals_p1',
    'TRUNCATE user_skill_signals_p1',
    'TRUNCATE user_skill_signals',
    'DELETE FROM user_skill_signals',
    'SET session_replication_role = replica; DELETE FROM user_skill_signals_p1',
  ])('rejects %s, even from a superuser', async (sql) => {
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    const state = await superuser.query(sql).then(() => undefined, sqlState);
    await superuser.end();
    expect(state).toBe('SK001');
  });

  it.each([
    ['skilltrace_server', '42501'],
    ['skilltrace_reader', '42501'],
    ['skilltrace_ledger', '42501'],
    // The owner has every right, but not past the guard.
    ['skilltrace_owner', 'SK001'],
  ])('rejects every change of a partition by %s', async (role, refusal) => {
    const changes = ['user_skill_signals_p0', 'user_skill_signals_p3'].flatMap((part) => [
      `UPDATE ${part} SET weight = 9`,
      `DELETE FROM ${part}`,
      `DELETE FROM ONLY ${part} WHERE false`,
      `TRUNCATE ${part}`,
    ]);
    const ofOthers = [
      'INSERT INTO user_skill_signals_p0 (user_id) VALUES (1)',
      'SELECT FROM progress_updates_p0',
      "UPDATE progress_updates_p0 SET content = ''",
      'DELETE FROM progress_updates_p0',
    ];
    const sent = role === 'skilltrace_owner' ? changes : [...changes, ...ofOthers];
    const states = await withSuperuser(db.superuserUrl, async (client) => {
      await client.query(`SET SESSION AUTHORIZATION ${role}`);
      const found: [string, unknown][] = [];
      for (const sql of sent) found.push([sql, await client.query(sql).then(() => 'done', sqlState)]);
      return found;
    });
    expect(states).toEqual(sent.map((sql) => [sql, refusal]));
  });

  it.each(['skilltrace_server', 'skilltrace_reader', 'skilltrace_ledger'])('gives %s no right on a partition', async (role) => {
    const { rows } = await owner.query(
      `SELECT c.relname AS part, privilege
         FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS p(privilege)
        WHERE c.relispartition AND c.relkind = 'r' AND has_table_privilege($1, c.oid, privilege)`,
      [role],
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['the guard of a partition dropped', 'DROP TRIGGER user_skill_signals_append_only ON user_skill_signals_p2', 'append-only'],
    [
      'the guard of a partition disabled',
      'ALTER TABLE user_skill_signals_p2 DISABLE TRIGGER user_skill_signals_append_only',
      'append-only',
    ],
    ['a right on a partition', 'GRANT INSERT ON user_skill_signals_p0 TO skilltrace_server', 'one-writing-role'],
    ['a right to read a partition', 'GRANT SELECT ON progress_updates_p0 TO skilltrace_reader', 'schema-as-shipped'],
    ['a detached partition', 'ALTER TABLE user_skill_signals DETACH PARTITION user_skill_signals_p3', 'schema-as-shipped'],
    ['an index on one partition', 'CREATE INDEX ON progress_updates_p0 (content)', 'schema-as-shipped'],
    ['a check on one partition', 'ALTER TABLE progress_updates_p0 ADD CHECK (id > 0)', 'schema-as-shipped'],
    ['another default on one partition', 'ALTER TABLE progress_updates_p0 ALTER edited_at SET DEFAULT now()', 'schema-as-shipped'],
    [
      'a disabled row trigger on one partition',
      'ALTER TABLE progress_updates_p1 DISABLE TRIGGER progress_updates_check_insert',
      'schema-as-shipped',
    ],
    ['row security on one partition', 'ALTER TABLE user_skill_signals_p1 ENABLE ROW LEVEL SECURITY', 'schema-as-shipped'],
    ['a partitioned table with totals', 'CREATE TABLE totals (user_id bigint) PARTITION BY HASH (user_id)', 'no-aggregate'],
    ['a renamed partition', 'ALTER TABLE user_skill_signals_p1 RENAME TO totals', 'schema-as-shipped'],
    [
      'two partitions with swapped names',
      `ALTER TABLE user_skill_signals_p1 RENAME TO swapped; ALTER TABLE user_skill_signals_p2 RENAME TO user_skill_signals_p1;
       ALTER TABLE swapped RENAME TO user_skill_signals_p2`,
      'schema-as-shipped',
    ],
    ['a partition replaced by a copy without its guard', replaceOne('true'), 'append-only'],
  ])('verify finds %s', async (_, sql, rule) => {
    expect(await violations()).toEqual([]);
    await owner.query(sql);
    expect((await violations()).map(({ name }) => name)).toContain(rule);
  });

  it('verify finds, with a checkpoint, that a partition was replaced by a guarded copy without some rows', async () => {
    await takeCheckpoint(db.database);
    await owner.query(replaceOne('true'));
    await guardPartitions(owner);
    expect(await verifyLedger(db.database)).toMatchObject({ ok: true, checkpoint: { differences: [] } });
    const { rows } = await owner.query<{ id: number }>('SELECT max(user_id) AS id FROM user_skill_signals_p2');
    await owner.query(replaceOne(`user_id <> ${rows[0]?.id}`));
    await guardPartitions(owner);
    expect(await verifyLedger(db.database)).toMatchObject({ ok: false, checkpoint: { differences: [{ part: Number(rows[0]?.id) }] } });
  });

  it('gets statement triggers of changed guards on its partitions with the next migration', async () => {
    await owner.query('DROP TRIGGER user_skill_signals_append_only ON user_skill_signals_p2');
    await owner.query("UPDATE schema_repeatables SET checksum = repeat('0', 64) WHERE path = 'guards/ledger_append_only.sql'");
    await migrate(db.ownerUrl);
    expect(await violations()).toEqual([]);
  });

  it('forgets an erased person in every partition', async () => {
    const [person] = await db.database.query<{ id: number }>(
      'SELECT user_id AS id FROM progress_updates WHERE NOT EXISTS (SELECT FROM projects WHERE tech_lead_id = user_id) GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    );
    const [admin] = await db.database.query<{ id: number }>('SELECT id FROM profiles WHERE is_admin ORDER BY id LIMIT 1');
    await erasePerson(db.database, { profileId: person?.id ?? 0, erasedById: admin?.id ?? 0 });
    const [left] = await db.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM progress_updates WHERE user_id = $1 AND (external_id IS NOT NULL OR content NOT LIKE 'This text was removed%')`,
      [person?.id],
    );
    expect(left).toEqual({ count: 0 });
    expect(await violations()).toEqual([]);
  });
});
