import { randomBytes } from 'node:crypto';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInTest } from '../../src/cli/test-terminal.js';
import { createApp } from '../../src/create-app.js';
import { MigrationCutOffError, SchemaMismatchError } from '../../src/platform/database/applied-migrations.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { databaseFolder } from '../../src/platform/database/database-folder.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { createApiToken } from '../../src/sign-in/api-tokens.js';
import { takeCheckpoint } from '../../src/signals/checkpoints/take-checkpoint.js';
import { verifyLedger, type LedgerVerification } from '../../src/signals/verify-ledger.js';
import { folderOfVersion, MIGRATIONS } from '../earlier-version.js';
import { contentOf, fillEveryTable, tablesOf } from '../rows-of-every-table.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const SESSION_SECRET = randomBytes(32).toString('hex');
/** The first that keeps what it was made of; before it, the runner of migrations was asked as it comes. */
const WITH_CHECKSUMS = '0021_checksums_of_migrations';
/** The first that gives the server's role its rights: before it, there was no server to leave rows. */
const FIRST_COMPLETE = '0007_grants';

/** From here on a version is not its migrations alone: functions and guards are files of their own, kept as they are now. */
const WITH_REPEATABLES = '0024_repeatable_files';

const LATEST = MIGRATIONS.at(-1) ?? '';
const folders: string[] = [];
let db: TestDatabase;
let owner: pg.Client;

/** A folder with the migrations up to and including this one, for a server of that version. */
async function versionOf(last: string): Promise<string> {
  const folder = await folderOfVersion(last);
  folders.push(folder);
  return folder;
}

/** Makes the database what a server of that version left. */
async function installVersion(last: string): Promise<void> {
  if (last === LATEST) return void (await migrate(db.ownerUrl));
  const dir = await versionOf(last);
  if (last >= WITH_CHECKSUMS) await migrate(db.ownerUrl, () => {}, dir);
  else
    await runner({
      databaseUrl: db.ownerUrl,
      dir: join(dir, 'migrations'),
      direction: 'up',
      migrationsTable: 'schema_migrations',
      singleTransaction: false,
      log: () => {},
    });
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));
beforeEach(async () => {
  db = await createTestDatabase('template0');
  owner = new pg.Client({ connectionString: db.ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await db.drop();
});

const brokenRules = ({ checks }: LedgerVerification) => checks.filter(({ violations }) => violations > 0);

/** The whole application on the upgraded database: it is ready, and a member posts. */
async function expectServed(): Promise<void> {
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET });
  const app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, false);
  try {
    expect((await app.inject({ method: 'GET', url: '/readyz' })).statusCode).toBe(200);
    const { token } = await createApiToken(db.database, { name: 'after', profileId: 2, creator: { profileId: 1 } });
    const headers = { authorization: `Bearer ${token}` };
    const post = await app.inject({
      method: 'POST',
      url: '/api/progress_updates',
      headers,
      payload: { projectId: 1, content: 'after the upgrade' },
    });
    expect(post.statusCode).toBe(201);
    const chart = await app.inject({ method: 'GET', url: '/api/users/2/skills/distribution', headers });
    expect(chart.json()).toMatchObject({
      items: [
        { name: 'Go', signals: 6 },
        { name: 'go', signals: 5 },
      ],
    });
  } finally {
    await app.close();
  }
}

describe('a database with rows in every table', () => {
  it.each(MIGRATIONS.filter((name) => name >= FIRST_COMPLETE && (name < WITH_REPEATABLES || name === LATEST)))(
    'as %s left it is upgraded and loses nothing',
    async (last) => {
      await installVersion(last);
      await fillEveryTable(owner);
      const tables = await tablesOf(owner);
      if (tables.includes('ledger_checkpoints')) expect(await takeCheckpoint(db.database)).toBeDefined();
      const before = await contentOf(owner, tables);

      expect(await migrate(db.ownerUrl)).toEqual(MIGRATIONS.filter((name) => name > last));
      expect(await contentOf(owner, tables, before)).toEqual(before);
      expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
      await expectServed();
      expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
      expect(await migrate(db.ownerUrl)).toEqual([]);
    },
  );
});

describe('a migration that is cut off', () => {
  it.each([
    // Each waits here for somebody else, when what the file does first is done.
    [
      '0005_emit_skill_signals',
      `CREATE FUNCTION emit_skill_signals_in_bulk(bigint[], signal_source_type, bigint[], signal_type, bigint[], integer, timestamptz[])
         RETURNS integer LANGUAGE sql AS 'SELECT 0'`,
    ],
    ['0016_suggestions_are_kept', 'LOCK TABLE suggestions IN ACCESS SHARE MODE'],
  ])('in %s leaves the version before, and runs again', async (cut, obstacle) => {
    await installVersion(MIGRATIONS[MIGRATIONS.indexOf(cut) - 1] ?? '');
    const before = await contentOf(owner, ['schema_migrations']);
    await owner.query(`BEGIN; ${obstacle}`);
    const cutOff = migrate(db.ownerUrl).catch((error: unknown) => error);
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    for (let killed = 0; killed === 0;) {
      const { rowCount } = await superuser.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query NOT LIKE '%advisory%'",
      );
      killed = rowCount ?? 0;
    }
    await superuser.end();
    expect(await cutOff).toBeInstanceOf(MigrationCutOffError);
    await owner.query('ROLLBACK');
    expect(await contentOf(owner, ['schema_migrations'])).toEqual(before);

    const ran = await Promise.all([migrate(db.ownerUrl), migrate(db.ownerUrl), migrate(db.ownerUrl)]);
    expect(ran.flat()).toEqual(MIGRATIONS.slice(MIGRATIONS.indexOf(cut)));
    await fillEveryTable(owner);
    expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
    await expectServed();
  });

  it('that fails half-way leaves nothing of itself', async () => {
    const broken = await versionOf('9999');
    await writeFile(
      join(broken, 'migrations/9999_half.sql'),
      'CREATE TABLE half (id bigint); ALTER TABLE no_such_table ADD COLUMN x bigint;',
    );
    await expect(migrate(db.ownerUrl, () => {}, broken)).rejects.toThrow(/no_such_table/);
    expect(await tablesOf(owner)).not.toContain('half');
    expect(await migrate(db.ownerUrl)).toEqual([]);
  });
});

describe('what does not belong together is refused, and nothing is changed', () => {
  const refusal = async (version: string) => {
    const before = await contentOf(owner, ['schema_migrations', ...(await tablesOf(owner))]);
    const error = await migrate(db.ownerUrl, () => {}, version).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SchemaMismatchError);
    expect(await contentOf(owner, ['schema_migrations', ...(await tablesOf(owner))])).toEqual(before);
    return (error as Error).message;
  };

  it('a database that is newer than the server', async () => {
    const newer = await versionOf('9999');
    await writeFile(join(newer, 'migrations/9998_of_tomorrow.sql'), 'CREATE TABLE of_tomorrow (id bigint)');
    await migrate(db.ownerUrl, () => {}, newer);
    expect(await refusal(databaseFolder())).toMatch(
      /^The database is newer than this version of Skilltrace: it has been migrated by 9998_of_tomorrow,/,
    );

    const command = await runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET }, ['ledger', 'verify']);
    expect(command).toMatchObject({ code: 3, stdout: '' });
    expect(command.stderr).toContain('The database is newer than this version of Skilltrace');
    expect(command.stderr).not.toMatch(/\n\s+at /);
  });

  it('a file that was changed since it ran', async () => {
    const changed = await versionOf('9999');
    await migrate(db.ownerUrl, () => {}, changed);
    await appendFile(
      join(changed, 'migrations/0003_signal_ledger.sql'),
      '\nDROP TRIGGER user_skill_signals_append_only ON user_skill_signals;\n',
    );
    await writeFile(join(changed, 'migrations/9998_more.sql'), 'CREATE TABLE more (id bigint)');
    expect(await refusal(changed)).toMatch(/0003_signal_ledger\.sql changed since it ran/);
  });

  it('a new file that comes before one that ran', async () => {
    await migrate(db.ownerUrl);
    const late = await versionOf('9999');
    await writeFile(join(late, 'migrations/0010_late.sql'), 'CREATE TABLE late (id bigint)');
    expect(await refusal(late)).toMatch(/0010_late did not run in this database/);
  });
});

it('other line ends are the same file, and a clock that was set back changes no order', async () => {
  await migrate(db.ownerUrl);
  const windows = await versionOf('9999');
  for (const name of MIGRATIONS) {
    const file = join(windows, 'migrations', `${name}.sql`);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
  }
  await owner.query("UPDATE schema_migrations SET run_on = run_on - interval '1 day' * id");
  expect(await migrate(db.ownerUrl, () => {}, windows)).toEqual([]);
});
