import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { exitCodes } from '../../src/cli/exit-codes.js';
import { runInTest } from '../test-terminal.js';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { ReadDatabase } from '../../src/platform/database/read-database.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories, readLedger } from '../factories.js';
import { openTcpProxy, type TcpProxy } from '../tcp-proxy.js';
import { urlOf } from '../template-database.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// Each batch of a thousand lines is a separate transaction. The report on an interrupted import must be correct for every batch.
const LINES = 2_500;
const LOCK = 4_711;

let db: TestDatabase;
let proxy: TcpProxy;
let database: Database;
let readDatabase: ReadDatabase;
let app: NestFastifyApplication;
let owner: pg.Client;
/** Superusers on the database and, if the ledger is spread, on its workers, where the triggers run. */
let superusers: pg.Client[];
let token: string;
let projectId: number;
let userId: number;
let signalsBefore: number;
let settings: NodeJS.ProcessEnv;

beforeAll(async () => {
  db = await createTestDatabase();
  proxy = await openTcpProxy(new URL(db.ownerUrl));
  database = new Database({ url: proxy.url(db.serverUrl), role: 'skilltrace_server', poolSize: 4 });
  readDatabase = new ReadDatabase({ url: proxy.url(db.readerUrl), poolSize: 2 });
  settings = { DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') };
  app = await createApp({ config: parseConfig(settings), database, readDatabase }, false);
  owner = new pg.Client({ connectionString: db.ownerUrl });
  const onWorkers = inject('workerUrls').map((url) => urlOf(url, new URL(db.ownerUrl).pathname.slice(1)));
  superusers = [db.superuserUrl, ...onWorkers].map((connectionString) => new pg.Client({ connectionString }));
  await Promise.all([owner, ...superusers].map((client) => client.connect()));
  userId = await factories(db.database).profile({ isAdmin: true });
  token = (await createApiToken(db.database, { name: 'test', profileId: userId, creator: { profileId: userId } })).token;
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.close(), readDatabase.close(), owner.end(), ...superusers.map((client) => client.end())]);
  await proxy.close();
  await db.drop();
});
beforeEach(async () => {
  const make = factories(db.database);
  projectId = await make.project({ techLeadId: userId, skillIds: [await make.skill(), await make.skill()] });
  await make.assignment({ profileId: userId, projectId, startedAt: '2020-01-01T00:00:00Z' });
  signalsBefore = (await readLedger(db.database)).length;
});
afterEach(async () => {
  await proxy.restore();
  await removeFault();
});

const line = (number: number) =>
  JSON.stringify({ projectId, userId, content: `line ${number}`, externalId: `${number}`, createdAt: '2024-02-01T10:00:00Z' });
/** Every tenth line is invalid, so that line numbers in the file differ from positions in the batches. */
const file = () => Array.from({ length: LINES }, (_, index) => ((index + 1) % 10 === 0 ? 'nonsense' : line(index + 1))).join('\n');
const send = (headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/progress_updates/import',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', ...headers },
    payload: file(),
  });
const run = (environment = settings, stdin: string | Buffer = file()) =>
  runInTest(environment, ['import', 'updates', '-', '--json'], { stdin });
/** A batch has a thousand valid lines, so the second one ends with line 2,222. */
const TWO_BATCHES = { imported: 2_000, duplicates: 0, rejected: 222, signals: 4_000, nextLine: 2_223 };
const IN_WORDS =
  'Lines up to 2,222 were processed: 2,000 imported, 0 duplicates, 222 rejected. Lines from 2,223 on were not imported. You can import the same file again. Lines that were already imported are skipped.';

/** Runs this SQL when the import reaches line 2,301, in the third batch. */
async function failWith(sql: string): Promise<void> {
  await owner.query(`
    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.content = 'line 2301' THEN ${sql}; END IF; RETURN NEW; END $$`);
  await owner.query('CREATE TRIGGER break_off BEFORE INSERT ON progress_updates FOR EACH ROW EXECUTE FUNCTION break_off()');
}
const removeFault = () => owner.query('DROP FUNCTION IF EXISTS break_off() CASCADE');
const updates = async () =>
  (await db.database.query<{ external_id: string }>('SELECT external_id FROM progress_updates WHERE project_id = $1', [projectId])).length;
const signals = async () => (await readLedger(db.database)).length - signalsBefore;

/** Checks that exactly two batches were imported. */
async function expectTwoBatches(): Promise<void> {
  expect([await updates(), await signals()]).toEqual([2_000, 4_000]);
  const [last] = await db.database.query<{ line: number }>(
    'SELECT max(external_id::int) AS line FROM progress_updates WHERE project_id = $1',
    [projectId],
  );
  expect(last?.line).toBe(2_222);
}

/** Sends the file again and checks that it imports exactly the missing lines. */
async function expectTheRest(imported: number): Promise<void> {
  const good = (LINES * 9) / 10;
  const again = await send();
  expect([again.statusCode, again.json()]).toMatchObject([200, { imported: good - imported, duplicates: imported, rejected: LINES / 10 }]);
  expect([await updates(), await signals()]).toEqual([good, 2 * good]);
}

// With the messages of PostgreSQL, because a worker of a Citus cluster passes on nothing else.
const FULL_DISK = `RAISE 'could not extend file "base/16384/16385": No space left on device' USING ERRCODE = 'disk_full'`;
const LOCKED = "RAISE 'canceling statement due to lock timeout' USING ERRCODE = 'lock_not_available'";

const FAULTS = [
  ['a full disk', FULL_DISK, 503, 'UNAVAILABLE', 'The disk of the database is full.', exitCodes.unavailable],
  ['an internal error', "RAISE 'broken'", 500, 'INTERNAL', 'Something went wrong on our side.', exitCodes.problems],
  ['a lock', LOCKED, 409, 'CONFLICT', 'Another request is changing this right now. Try again.', exitCodes.problems],
] as const;

describe('an import whose third batch fails', { timeout: 120_000 }, () => {
  it.each(FAULTS)('because of %s: the response says what was imported and which line is next', async (_name, sql, status, code, reason) => {
    await failWith(sql);
    const answer = await send();
    expect([answer.statusCode, answer.json()]).toEqual([
      status,
      {
        type: 'about:blank',
        title: expect.any(String),
        status,
        code,
        reason: expect.any(String),
        detail: `${reason} ${IN_WORDS}`,
        standing: TWO_BATCHES,
      },
    ]);
    await expectTwoBatches();
    await removeFault();
    await expectTheRest(2_000);
  });

  it.each(FAULTS)(
    'because of %s: the command line reports what was imported and which line is next',
    async (_name, sql, _status, _code, _reason, exitCode) => {
      await failWith(sql);
      const ended = await run();
      expect([ended.code, ended.stdout]).toEqual([exitCode, '']);
      expect(ended.stderr).toContain(IN_WORDS);
      expect(ended.stderr).not.toContain('Nothing was saved');
      await expectTwoBatches();
      await removeFault();
      await expectTheRest(2_000);
    },
  );

  it('with an Idempotency-Key keeps the first batches but no response, and a retry imports the rest', async () => {
    const key = { 'idempotency-key': `key ${projectId}` };
    await failWith(LOCKED);
    const answer = await send(key);
    expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'CONFLICT', standing: TWO_BATCHES }]);
    await expectTwoBatches();
    await removeFault();
    const [retry, again] = [await send(key), await send(key)];
    expect([retry.statusCode, retry.json()]).toMatchObject([200, { imported: 250, duplicates: 2_000 }]);
    expect([again.statusCode, again.json()]).toEqual([200, retry.json()]);
    expect([await updates(), await signals()]).toEqual([2_250, 4_500]);
  });
});

describe('an import that loses its connection in the third batch', { timeout: 120_000 }, () => {
  const LOST =
    /^The connection to the database was lost\. Lines up to 2,222 .* It is not known whether lines 2,223 to 2,500 were imported\. No later line was\. You can import the same file again/;

  const onAll = (sql: string) => Promise.all(superusers.map((superuser) => superuser.query(sql)));
  const isAny = async (sql: string) => (await onAll(sql)).some(({ rowCount }) => rowCount !== 0);
  const untilWaiting = async () => {
    while (!(await isAny("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))) await sleep(20);
  };

  it('through the network: the response says which lines are uncertain, because the database may have committed them', async () => {
    await onAll(`SELECT pg_advisory_lock(${LOCK})`);
    await failWith(`PERFORM pg_advisory_xact_lock(${LOCK})`);
    const sending = send();
    await untilWaiting();
    await proxy.cut();
    const answer = await sending;
    expect([answer.statusCode, answer.json()]).toMatchObject([503, { detail: expect.stringMatching(LOST), standing: TWO_BATCHES }]);
    await onAll(`SELECT pg_advisory_unlock(${LOCK})`);
    const running =
      "SELECT FROM pg_stat_activity WHERE query LIKE '%import_progress_updates%' AND state = 'active' AND pid <> pg_backend_pid()";
    while (await isAny(running)) await sleep(20);
    await removeFault();
    await proxy.restore();
    // The database may have committed the third batch or not.
    const imported = await updates();
    expect([2_000, 2_250]).toContain(imported);
    await expectTheRest(imported);
  });

  it('through the database: the response says which lines are uncertain', async () => {
    await onAll(`SELECT pg_advisory_lock(${LOCK})`);
    await failWith(`PERFORM pg_advisory_xact_lock(${LOCK})`);
    const sending = send();
    await untilWaiting();
    await onAll("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    const answer = await sending;
    await onAll(`SELECT pg_advisory_unlock(${LOCK})`);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      503,
      {
        detail: expect.stringMatching(/Lines up to 2,222 .* It is not known whether lines 2,223 to 2,500 were imported/),
        standing: TWO_BATCHES,
      },
    ]);
    await expectTwoBatches();
    await removeFault();
    await expectTheRest(2_000);
  });
});

describe('an import of a truncated file', { timeout: 120_000 }, () => {
  it('keeps the batches that were read, and reports them', async () => {
    const packed = gzipSync(file());
    const ended = await run(settings, packed.subarray(0, packed.length - 40));
    expect(ended.code).toBe(exitCodes.problems);
    const [, done] = /error: standard input cannot be read: .*\. Lines up to ([\d,]+) were processed/.exec(ended.stderr) ?? [];
    expect(done).toMatch(/^(1,111|2,222)$/);
    await expectTheRest(await updates());
  });

  it('reports no imported lines if no batch was read', async () => {
    const packed = gzipSync(line(1));
    const ended = await run(settings, packed.subarray(0, packed.length - 10));
    expect([ended.code, await updates()]).toEqual([exitCodes.usage, 0]);
    expect(ended.stderr).not.toContain('were processed');
  });
});

it('a complete import reports its lines even if the audit entry cannot be written', { timeout: 120_000 }, async () => {
  await owner.query(`
    CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.action = 'import.run' THEN ${FULL_DISK}; END IF; RETURN NEW; END $$;
    CREATE TRIGGER break_off BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION break_off()`);
  const answer = await send();
  expect([answer.statusCode, answer.json()]).toMatchObject([
    503,
    {
      detail:
        'The disk of the database is full. All lines were processed: 2,250 imported, 0 duplicates, 250 rejected. The import could not be recorded in the audit log. You can import the same file again. Lines that were already imported are skipped.',
      standing: { imported: 2_250, rejected: 250, nextLine: null },
    },
  ]);
  await removeFault();
  await expectTheRest(2_250);
});
