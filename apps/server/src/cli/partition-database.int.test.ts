import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { TEMPLATE } from '../../test/template-database.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { runInTest } from '../../test/test-terminal.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { openInstallation } from '../installation/open-installation.js';
import { parseConfig } from '../platform/config/config.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { exitCodes } from './exit-codes.js';

let db: TestDatabase;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  db = await createTestDatabase(TEMPLATE);
  environment = { DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) };
});
afterAll(() => db.drop());

const partition = (...argv: string[]) => runInTest(environment, ['database', 'partition', ...argv]);
const partsOf = async (table: string) => (await db.database.query(`SELECT FROM pg_inherits WHERE inhparent = '${table}'::regclass`)).length;
const parts = async () => [await partsOf('user_skill_signals'), await partsOf('progress_updates')];

describe('database partition', () => {
  it('explains in its help what it does, needs and leaves after an interruption', async () => {
    const { code, stdout, stderr } = await partition('--help');
    expect([code, stderr]).toEqual([exitCodes.fine, '']);
    for (const text of [
      '--parts <number>',
      '--dry-run',
      '--json',
      '$ skilltrace database partition --parts 16',
      'Stop all servers first',
      'nothing has changed',
    ])
      expect(stdout).toContain(text);
  });

  it.each([
    [[]],
    [['--parts', '0']],
    [['--parts', '257']],
    [['--parts', '-4']],
    [['--parts', '4.5']],
    [['--parts', 'many']],
    [['--parts', '4', 'more']],
  ])('rejects %j with exit code 2', async (argv) => {
    const ended = await partition(...argv);
    expect(ended).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(ended.stderr).toContain('error:');
    expect(await parts()).toEqual([0, 0]);
  });

  it('needs the URL of the owner, and says so', async () => {
    const logins = { DATABASE_SERVER_URL: db.serverUrl, DATABASE_READER_URL: db.readerUrl, SESSION_SECRET: 'x'.repeat(32) };
    const ended = await runInTest(logins, ['database', 'partition', '--parts', '4']);
    expect(ended).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(ended.stderr).toContain('DATABASE_URL must be the URL of your own PostgreSQL database, with its owner as the user');
  });

  it('refuses to run while a server runs, but shows what it would do', async () => {
    const server = await openInstallation(parseConfig(environment), 'server', () => {});
    try {
      const refused = await partition('--parts', '4');
      expect(refused).toMatchObject({ code: exitCodes.problems, stdout: '' });
      expect(refused.stderr).toBe('A server uses this database. Stop all servers, and run the command again.\n');
      expect(await parts()).toEqual([0, 0]);
      const shown = await partition('--parts', '4', '--dry-run');
      expect(shown).toMatchObject({ code: exitCodes.fine });
      expect(shown.stdout).toContain('user_skill_signals: 0 rows in one table; would be in 4 partitions.');
      expect(await parts()).toEqual([0, 0]);
    } finally {
      await server.close();
    }
  });

  it('partitions both tables, keeps their rows, reports that there is nothing to do when it is repeated, and changes the number', async () => {
    await postUpdate(7);
    const before = await db.database.query('SELECT * FROM signal_ledger ORDER BY id');
    expect(before).toHaveLength(7);
    const first = await partition('--parts', '4');
    expect(first).toMatchObject({ code: exitCodes.fine });
    expect(first.stdout).toBe(
      'progress_updates: 1 row in one table; now in 4 partitions.\n' +
        'user_skill_signals: 7 rows in one table; now in 4 partitions.\n' +
        'All rows are unchanged. Start the servers again.\n',
    );
    expect(first.stderr).toMatch(/^copying user_skill_signals \(\d+ %\)$/m);
    expect(first.stderr).toMatch(/^committing \(100 %\)$/m);
    expect(await parts()).toEqual([4, 4]);

    const again = await partition('--parts', '4');
    expect(again).toMatchObject({ code: exitCodes.fine });
    expect(again.stdout).toContain('user_skill_signals: 7 rows in 4 partitions; nothing to do.');
    const other = await partition('--parts', '1', '--json');
    expect(JSON.parse(other.stdout)).toEqual({
      parts: 1,
      isChanged: true,
      isDryRun: false,
      tables: [
        { table: 'progress_updates', partsBefore: 4, rows: 1 },
        { table: 'user_skill_signals', partsBefore: 4, rows: 7 },
      ],
    });
    expect(await parts()).toEqual([1, 1]);
    expect(await db.database.query('SELECT * FROM signal_ledger ORDER BY id')).toEqual(before);
    expect(await runInTest(environment, ['ledger', 'verify'])).toMatchObject({ code: exitCodes.fine });
  });

  it('changes nothing when it is interrupted, and says so', async () => {
    const before = await parts();
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    // The command waits here until it has been interrupted.
    await owner.query('BEGIN; LOCK TABLE progress_updates IN SHARE MODE');
    const stop = new AbortController();
    const running = runInTest(environment, ['database', 'partition', '--parts', '3'], { signal: stop.signal });
    await untilWaiting(db.database, 1);
    stop.abort(exitCodes.interrupted);
    await owner.query('ROLLBACK');
    await owner.end();
    expect(await running).toEqual({
      code: exitCodes.interrupted,
      stdout: '',
      stderr: 'Stopped. Nothing was changed. Run the command again.\n',
    });
    expect(await parts()).toEqual(before);
    expect(await partition('--parts', '3')).toMatchObject({ code: exitCodes.fine });
  });
});

/** Posts an update on a project with that number of skills. */
async function postUpdate(skills: number): Promise<void> {
  const make = factories(db.database);
  const userId = await make.profile({ isAdmin: true });
  const skillIds = await Promise.all(Array.from({ length: skills }, () => make.skill()));
  const projectId = await make.project({ techLeadId: userId, skillIds });
  await make.assignment({ profileId: userId, projectId });
  const caller = { profileId: userId, isAdmin: true, via: 'token' } as const;
  await postProgressUpdate(db.database, caller, { userId, projectId, content: 'work', externalId: undefined });
}
