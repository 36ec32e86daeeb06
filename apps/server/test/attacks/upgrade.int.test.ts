import { randomBytes } from 'node:crypto';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInTest } from '../test-terminal.js';
import { createApp } from '../../src/create-app.js';
import { MigrationCutOffError, SchemaMismatchError } from '../../src/platform/database/schema/applied-migrations.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { databaseFolder } from '../../src/platform/database/schema/database-folder.js';
import { dumpSchema } from '../../src/platform/database/schema/dump-schema.js';
import { migrate } from '../../src/platform/database/schema/migrate.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { takeCheckpoint } from '../../src/signals/checkpoints/take-checkpoint.js';
import { verifyLedger, type LedgerVerification } from '../../src/signals/verify/verify-ledger.js';
import { folderOfVersion, installVersion, MIGRATIONS, OLDEST, VERSIONS } from '../earlier-version.js';
import { contentOf, DROPPED, fillEveryTable, tablesOf } from '../rows-of-every-table.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const SESSION_SECRET = randomBytes(32).toString('hex');
const folders: string[] = [];
let db: TestDatabase;
let owner: pg.Client;

/** Creates a folder with the migrations up to and including this one, as in a server of that version. */
async function versionOf(last: string): Promise<string> {
  const folder = await folderOfVersion(last);
  folders.push(folder);
  return folder;
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

/** Starts the application on the upgraded database and checks that it is ready and a member can post. */
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
  const upgrade = async () => {
    const tables = (await tablesOf(owner)).filter((table) => !DROPPED.has(table));
    if (tables.includes('ledger_checkpoints')) expect(await takeCheckpoint(db.database)).toBeDefined();
    const before = await contentOf(owner, tables);

    const ran = await migrate(db.ownerUrl);
    expect(await dumpSchema(owner)).toBe(await readFile(join(databaseFolder(), 'schema.sql'), 'utf8'));
    expect(await contentOf(owner, tables, before)).toEqual(before);
    expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
    await expectServed();
    expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
    expect(await migrate(db.ownerUrl)).toEqual([]);
    return ran;
  };

  it.each(VERSIONS)('with the schema of %s is upgraded without data loss and gets the schema of a new database', async (last) => {
    await installVersion(db.ownerUrl, last);
    expect(await upgrade()).toEqual(MIGRATIONS.filter((name) => name > last));
  });

  it('created by this version needs no upgrade', async () => {
    await migrate(db.ownerUrl);
    await fillEveryTable(owner);
    expect(await upgrade()).toEqual([]);
  });
});

describe('an interrupted migration', () => {
  it.each([
    // Each migration waits here for a lock of another transaction, after it has done part of its work.
    ['0023_baseline', 'an empty database', () => Promise.resolve(), 'CREATE TABLE audit_entries (id bigint)'],
    [
      '0025_what_credentials_give',
      '0024_repeatable_files',
      () => installVersion(db.ownerUrl, '0024_repeatable_files'),
      'LOCK TABLE invitations IN ACCESS SHARE MODE',
    ],
  ])('of %s rolls back to %s and can be repeated', async (interrupted, _before, install, obstacle) => {
    await install();
    const filled = await tablesOf(owner);
    const applied = async () =>
      (await owner.query("SELECT to_regclass('schema_migrations')")).rows[0].to_regclass === null
        ? []
        : (await owner.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name')).rows;
    const before = await applied();
    await owner.query(`BEGIN; ${obstacle}`);
    const outcome = migrate(db.ownerUrl).catch((error: unknown) => error);
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    for (let killed = 0; killed === 0;) {
      const { rowCount } = await superuser.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query NOT LIKE '%advisory%'",
      );
      killed = rowCount ?? 0;
    }
    await superuser.end();
    expect(await outcome).toBeInstanceOf(MigrationCutOffError);
    await owner.query('ROLLBACK');
    expect(await applied()).toEqual(before);

    const ran = await Promise.all([migrate(db.ownerUrl), migrate(db.ownerUrl), migrate(db.ownerUrl)]);
    expect(ran.flat()).toEqual(MIGRATIONS.slice(MIGRATIONS.indexOf(interrupted)));
    await fillEveryTable(owner, filled);
    expect(brokenRules(await verifyLedger(db.database))).toEqual([]);
    await expectServed();
  });

  it('with an error rolls back completely', async () => {
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

describe('a mismatch of database and migrations is rejected without changes', () => {
  const refusal = async (version: string) => {
    const before = await contentOf(owner, ['schema_migrations', ...(await tablesOf(owner))]);
    const error = await migrate(db.ownerUrl, () => {}, version).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SchemaMismatchError);
    expect(await contentOf(owner, ['schema_migrations', ...(await tablesOf(owner))])).toEqual(before);
    return (error as Error).message;
  };

  it('for a database that is newer than the server', async () => {
    const newer = await versionOf('9999');
    await writeFile(join(newer, 'migrations/9998_of_tomorrow.sql'), 'CREATE TABLE of_tomorrow (id bigint)');
    await migrate(db.ownerUrl, () => {}, newer);
    expect(await refusal(databaseFolder())).toMatch(
      /^The database is newer than this version of Skilltrace: it has the migrations 9998_of_tomorrow,/,
    );

    const command = await runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET }, ['ledger', 'verify']);
    expect(command).toMatchObject({ code: 3, stdout: '' });
    expect(command.stderr).toContain('The database is newer than this version of Skilltrace');
    expect(command.stderr).not.toMatch(/\n\s+at /);
  });

  it('for a database that is older than the baseline', async () => {
    await installVersion(db.ownerUrl, OLDEST);
    await owner.query("DELETE FROM schema_migrations WHERE name > '0018_validated_skills_by_person'");
    expect(await refusal(databaseFolder())).toMatch(
      /^The database is too old for this version of Skilltrace: its last migration is 0018_validated_skills_by_person, .*First start a version that still has 0023_names_as_in_a_register\.sql/,
    );
  });

  it('for a migration file that changed after it ran', async () => {
    const changed = await versionOf('9999');
    await migrate(db.ownerUrl, () => {}, changed);
    await appendFile(join(changed, 'migrations/0026_access.sql'), '\nALTER TABLE profiles DROP COLUMN shares_validated_skills;\n');
    await writeFile(join(changed, 'migrations/9998_more.sql'), 'CREATE TABLE more (id bigint)');
    expect(await refusal(changed)).toMatch(/Migration files changed after they ran in this database: 0026_access\.sql\./);
  });

  it('for a new migration file that sorts before one that ran', async () => {
    await migrate(db.ownerUrl);
    const late = await versionOf('9999');
    await writeFile(join(late, 'migrations/0027_late.sql'), 'CREATE TABLE late (id bigint)');
    expect(await refusal(late)).toMatch(/0027_late did not run in this database/);
  });
});

it('migrations are compared without regard to line endings and to the time at which they ran', async () => {
  await migrate(db.ownerUrl);
  const windows = await versionOf('9999');
  for (const name of MIGRATIONS) {
    const file = join(windows, 'migrations', `${name}.sql`);
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'));
  }
  await owner.query("UPDATE schema_migrations SET run_on = run_on - interval '1 day' * id");
  expect(await migrate(db.ownerUrl, () => {}, windows)).toEqual([]);
});
