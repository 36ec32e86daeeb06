import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDatabaseContent, findTextsIn } from '../../../test/database-content.js';
import { readLedger } from '../../../test/factories.js';
import { createTestRepository, type TestRepository } from '../../../test/git-repository.js';
import { importGitInTest } from '../../../test/import-git.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { runInTest } from '../../../test/test-terminal.js';

const LEAD = 'Lead <lead@example.org>';
const GONE = 'Gwendolyn Gone <gone@example.org>';
const TRACES = ['gwendolyn', 'gone@example.org', 'secret work'];

let db: TestDatabase;
let repository: TestRepository;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.drop();
  db = await createTestDatabase();
  repository = await createTestRepository();
  await repository.commit(LEAD, '2020-01-01T10:00:00Z', 'One');
  await repository.commit(LEAD, '2020-01-01T11:00:00Z', 'Two');
  await repository.commit(GONE, '2020-01-02T10:00:00Z', 'Secret work');
});
afterEach(() => repository.remove());

const importGit = async (project = 'Atlas', ...options: string[]) => {
  const { code, answer, stderr } = await importGitInTest(db, repository.path, project, '--skills', 'Git', ...options);
  return { code, stderr, ...answer };
};
const erase = async () =>
  expect(
    await runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) }, ['erase-person', 'gone@example.org', '--yes']),
  ).toMatchObject({ code: 0 });

describe('commits of an erased person', () => {
  it.each<[string, (rewrite: TestRepository) => Promise<unknown>]>([
    ['unchanged', async () => {}],
    ['rewritten', ({ git }) => git('filter-branch', '-f', '--env-filter', 'export GIT_COMMITTER_NAME=Other')],
    ['mapped to another address', ({ write }) => write('.mailmap', 'Somebody <else@example.org> <gone@example.org>\n')],
    [
      'rewritten to another address',
      ({ git }) => git('filter-branch', '-f', '--env-filter', 'export GIT_AUTHOR_EMAIL=new.$GIT_AUTHOR_EMAIL'),
    ],
  ])('are not imported again when the history is %s', async (_what, change) => {
    expect((await importGit()).updates).toMatchObject({ imported: 3, erased: 0 });
    await erase();
    await change(repository);
    const ledger = await readLedger(db.database);
    for (const options of [['--dry-run'], []])
      expect(await importGit('Atlas', ...options)).toMatchObject({
        code: 0,
        updates: { imported: 0, duplicates: 2, erased: 1, rejected: 0, errors: [] },
      });
    expect(await readLedger(db.database)).toEqual(ledger);
    expect(findTextsIn(await readDatabaseContent(db.superuserUrl), TRACES)).toEqual([]);
  });

  it.each([
    ['under the erased address', GONE, ''],
    [
      'under an address that .mailmap maps to the erased one',
      'G <other@example.org>',
      'Gwendolyn Gone <gone@example.org> <other@example.org>\n',
    ],
    ['under the erased address that .mailmap maps to another one', GONE, 'Somebody <else@example.org> <gone@example.org>\n'],
  ])('are not imported when they are new, %s', async (_what, author, mailmap) => {
    await importGit();
    await erase();
    await repository.write('.mailmap', mailmap);
    await repository.commit(author, '2020-03-01T10:00:00Z', 'Later secret work');
    expect(await importGit()).toMatchObject({
      code: 0,
      updates: { imported: 0, duplicates: 2, erased: 2 },
      directory: { profiles: { created: 0 } },
    });
    expect(await importGit('Another project')).toMatchObject({
      code: 0,
      updates: { imported: 2, erased: 2 },
      directory: { profiles: { created: 0 } },
    });
    expect(findTextsIn(await readDatabaseContent(db.superuserUrl), TRACES)).toEqual([]);
  });

  it('are counted in the text output', async () => {
    await importGit();
    await erase();
    const { stdout } = await runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) }, [
      'import',
      'git',
      repository.path,
      '--project',
      'Atlas',
    ]);
    expect(stdout).toContain('1 commit by erased people was skipped.');
  });
});
