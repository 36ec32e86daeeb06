import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connectCitusNodes } from '../../../test/citus-nodes.js';
import { fillEveryTable, tablesOf } from '../../../test/rows-of-every-table.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { migrate } from '../../platform/database/schema/migrate.js';
import { sqlState } from '../../platform/errors/sqlstate.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { partitionLedgers } from '../partitions/partition-ledgers.js';
import { takeCheckpoint } from '../checkpoints/take-checkpoint.js';
import { verifyLedger } from '../verify/verify-ledger.js';
import { ScaleOutRefusedError } from './require-cluster.js';
import { scaleOut } from './scale-out.js';

const workerUrls = inject('workerUrls');
const lead = { profileId: 1, isAdmin: true, via: 'token' } as const;
const nameOf = (database: TestDatabase) => new URL(database.ownerUrl).pathname.slice(1);
const atWorker = (database: TestDatabase, index = 0) =>
  Object.assign(new URL(workerUrls[index] ?? ''), { pathname: `/${nameOf(database)}` }).href;

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** A migrated installation with a row in every table, in a database that exists on all nodes of the cluster. */
async function createInstallation({ withCitus = true } = {}): Promise<TestDatabase> {
  const db = await createTestDatabase('template0');
  await migrate(db.ownerUrl);
  const owner = await connect(db.ownerUrl);
  await fillEveryTable(owner);
  await owner.end();
  if (withCitus) await connectCitusNodes([db.superuserUrl, ...workerUrls], nameOf(db));
  return db;
}

describe('scaleOut', () => {
  let db: TestDatabase;
  afterEach(() => db.drop());

  it('refuses a database without Citus', async () => {
    db = await createInstallation({ withCitus: false });
    await expect(scaleOut(db.ownerUrl)).rejects.toThrow('This database has no extension citus');
  });
});

describe.skipIf(workerUrls.length === 0)('scaleOut in a Citus cluster', () => {
  let db: TestDatabase;
  let owner: pg.Client;
  beforeEach(async () => {
    db = await createInstallation();
    owner = await connect(db.ownerUrl);
  });
  afterEach(async () => {
    await owner.end();
    await db.drop();
  });
  async function content(): Promise<Map<string, string[]>> {
    const rowsOf = new Map<string, string[]>();
    for (const table of (await tablesOf(owner)).filter((name) => !name.startsWith('citus'))) {
      // Not as JSON from the database: a worker does not know the names of the columns.
      const { rows } = await owner.query(`SELECT * FROM ${table}`);
      rowsOf.set(table, rows.map((row) => JSON.stringify(row)).toSorted());
    }
    return rowsOf;
  }
  const violations = async () =>
    (await verifyLedger(db.database)).checks.filter((check) => check.violations > 0).map(({ name, samples }) => ({ name, samples }));

  it('changes nothing in a dry run, is refused while a server runs, keeps every row, and continues after being cut off before each step', async () => {
    await takeCheckpoint(db.database);
    const before = await content();
    // Until the ledger is spread, the extension is not part of the shipped schema.
    const broken = (await violations()).filter(({ name }) => name !== 'schema-as-shipped');
    const dry = await scaleOut(db.ownerUrl, { isDryRun: true });
    expect(dry.steps.length).toBeGreaterThan(10);
    // Roles belong to the whole cluster, so the steps for them may be done.
    const pending = dry.steps.filter(({ wasDone }) => !wasDone).length;
    expect(pending).toBeGreaterThanOrEqual(dry.steps.length - 2);
    expect((await owner.query('SELECT FROM pg_dist_partition')).rowCount).toBe(0);

    const server = new pg.Client({ connectionString: db.serverUrl, application_name: 'skilltrace server' });
    await server.connect();
    await expect(scaleOut(db.ownerUrl)).rejects.toThrow(ScaleOutRefusedError);
    await server.end();

    let runs = 0;
    for (let isComplete = false; !isComplete && runs < 40; runs += 1) {
      let ran = 0;
      const onStep = (step: string) => {
        if (ran++ === 1) throw new Error(`cut off before ${step}`);
      };
      isComplete = await scaleOut(db.ownerUrl, { onStep }).then(
        () => true,
        (error: Error) => !error.message.startsWith('cut off before') && Promise.reject(error),
      );
      expect(await content()).toEqual(before);
    }
    expect(runs).toBeGreaterThanOrEqual(pending);
    expect((await scaleOut(db.ownerUrl)).steps.every(({ wasDone }) => wasDone)).toBe(true);
    expect(await violations()).toEqual(broken);
    expect(await takeCheckpoint(db.database)).toBeDefined();
  });
});

describe.skipIf(workerUrls.length === 0)('a ledger that is spread over workers', () => {
  let db: TestDatabase;
  let broken: unknown[];
  let worker: pg.Client;
  beforeAll(async () => {
    db = await createInstallation();
    await scaleOut(db.ownerUrl);
    for (const [index, userId] of [2, 2, 2].entries())
      await postProgressUpdate(db.database, lead, { projectId: 1, userId, content: `work ${index}`, externalId: `after-${index}` });
    await takeCheckpoint(db.database);
    broken = await violations();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    worker = await connect(atWorker(db, await workerOf(2)));
    await worker.query('SET citus.override_table_visibility = off');
  });
  afterEach(() => worker.end());
  const violations = async () =>
    (await verifyLedger(db.database)).checks.filter((check) => check.violations > 0).map(({ name, samples }) => ({ name, samples }));

  /** The index of the worker that stores the rows of a person. */
  async function workerOf(person: number): Promise<number> {
    const superuser = await connect(db.superuserUrl);
    const { rows } = await superuser.query<{ port: number }>(
      "SELECT nodeport AS port FROM pg_dist_placement JOIN pg_dist_node USING (groupid) WHERE shardid = get_shard_id_for_distribution_column('user_skill_signals', $1::bigint)",
      [person],
    );
    await superuser.end();
    return workerUrls.findIndex((url) => new URL(url).port === String(rows[0]?.port));
  }
  /** The table of the worker that stores the signals of a person. */
  async function shardOf(person: number): Promise<string> {
    const superuser = await connect(db.superuserUrl);
    const { rows } = await superuser.query<{ id: string }>(
      "SELECT get_shard_id_for_distribution_column('user_skill_signals', $1::bigint) AS id",
      [person],
    );
    await superuser.end();
    return `user_skill_signals_${rows[0]?.id}`;
  }

  it.each([true, false])('is not partitioned as well (dry run: %s)', async (isDryRun) => {
    await expect(partitionLedgers(db.ownerUrl, { parts: 4, isDryRun })).rejects.toThrow('spread over several machines');
  });

  it('records posts with the transaction of the coordinator, once for each external id', async () => {
    const post = () => postProgressUpdate(db.database, lead, { projectId: 1, userId: 2, content: 'again', externalId: 'twice' });
    const [first, second] = [await post(), await post()];
    expect(second.id).toBe(first.id);
    // A statement about the ledger would compute the snapshot on the worker.
    const [snapshot] = await db.database.query<{ xmax: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax');
    const rows = await db.database.query<{ transaction: string; isSame: boolean }>(
      `SELECT s.transaction_id::text AS transaction, s.transaction_id = u.transaction_id AND s.recorded_at = u.recorded_at AS "isSame"
         FROM user_skill_signals s JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id
        WHERE s.user_id = 2 AND s.source_type = 'update' AND u.id = $1`,
      [first.id],
    );
    expect(rows.map(({ isSame }) => isSame)).toEqual([true, true]);
    expect(Number(snapshot?.xmax) - Number(rows[0]?.transaction)).toBeLessThan(50);
    expect(Number(snapshot?.xmax)).toBeGreaterThan(Number(rows[0]?.transaction));
    expect(await violations()).toEqual(broken);
  });

  it.each([
    'UPDATE % SET weight = 9',
    'DELETE FROM %',
    'SET citus.enable_manual_changes_to_shards = on; TRUNCATE %',
    'SET session_replication_role = replica; DELETE FROM %',
  ])('rejects %s on a worker, even from a superuser', async (sql) => {
    const state = await worker.query(sql.replaceAll('%', await shardOf(2))).then(() => undefined, sqlState);
    await worker.query('RESET session_replication_role');
    expect(state).toBe('SK001');
  });

  it('verify finds a signal that was changed on a worker, and the trigger that was disabled for it', async () => {
    const shard = await shardOf(2);
    await worker.query(`ALTER TABLE ${shard} DISABLE TRIGGER USER; UPDATE ${shard} SET weight = weight + 1 WHERE user_id = 2`);
    const all = await violations();
    const unguarded = all.find(({ name }) => name === 'append-only-on-workers');
    expect(JSON.stringify(unguarded)).toMatch(/shard \d+: does not reject UPDATE, DELETE, TRUNCATE/);
    const found = all.map(({ name }) => name);
    expect(found).toContain('same-definition-on-workers');
    expect(found).toContain('unchanged-signals');
    await worker.query(`UPDATE ${shard} SET weight = weight - 1 WHERE user_id = 2`);
    const { rows } = await worker.query<{ name: string }>(
      'SELECT tgname AS name FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal',
      [shard],
    );
    for (const { name } of rows) await worker.query(`ALTER TABLE ${shard} ENABLE ALWAYS TRIGGER ${name}`);
    expect(await violations()).toEqual(broken);
  });

  it('verify finds a person who was changed on one worker', async () => {
    const { rows } = await worker.query<{ table: string }>("SELECT relname AS table FROM pg_class WHERE relname ~ '^profiles_\\d+$'");
    const table = rows[0]?.table ?? '';
    await worker.query(`UPDATE ${table} SET title = 'Changed' WHERE id = 2`);
    expect((await violations()).map(({ name }) => name)).toContain('same-copies-on-workers');
    await worker.query(`UPDATE ${table} SET title = NULL WHERE id = 2`);
    expect(await violations()).toEqual(broken);
  });

  it('writes one audit entry for a change of a table that every worker has', async () => {
    const entries = async () =>
      (await db.database.query<{ count: number }>("SELECT count(*) AS count FROM audit_entries WHERE action = 'skill.created'"))[0]
        ?.count ?? 0;
    const before = await entries();
    await db.database.transaction((transaction) => transaction.query("INSERT INTO skills (skill_name, category) VALUES ('Erlang', 'L')"));
    expect(await entries()).toBe(before + 1);
  });

  it('accepts the files of a later version', async () => {
    const owner = await connect(db.ownerUrl);
    await owner.query("UPDATE schema_repeatables SET checksum = repeat('0', 64)");
    await owner.end();
    await migrate(db.ownerUrl);
    expect(await violations()).toEqual(broken);
  });
});
