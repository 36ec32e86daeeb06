import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readLedger } from '../../../test/factories.js';
import { createTestRepository, type TestRepository } from '../../../test/git-repository.js';
import { importGitInTest, type GitAnswer } from '../../../test/import-git.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';

const ADA = 'Ada <ada@example.org>';
const LIN = 'Lin <lin@example.org>';

let db: TestDatabase;
let repository: TestRepository;
let project: string;
let number = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  repository = await createTestRepository();
  project = `Project ${(number += 1)}`;
});
afterEach(() => repository.remove());

const importGit = (...options: string[]) => importGitInTest(db, repository.path, project, '--skills', 'Git', ...options);

/** Imports the history again and expects nothing new. */
async function expectNothingNew(updates: Partial<GitAnswer['updates']> = {}) {
  const ledger = await readLedger(db.database);
  const { code, answer, stderr } = await importGit();
  expect(answer.updates).toMatchObject({ imported: 0, signals: 0, ...updates });
  expect(answer.directory).toMatchObject({ profiles: { created: 0 }, assignments: { created: 0 }, signals: 0 });
  expect(code).toBe(0);
  expect(await readLedger(db.database)).toEqual(ledger);
  return stderr;
}

async function threeCommits() {
  await repository.commit(ADA, '2024-03-01T12:00:00+02:00', 'Begin\n\nWith a body.');
  await repository.commit(LIN, '2024-03-02T09:00:00Z', 'Go on');
  // Some tools write messages without cleaning them up.
  await repository.raw({ author: 'Ada <ada@example.org> 1709456400 +0000', message: 'Finish  \r\n\n\n\nall of it \n\n' });
}

describe('a rewritten history', () => {
  it.each<[string, (git: TestRepository) => Promise<unknown>]>([
    [
      'another committer',
      ({ git }) =>
        git(
          'filter-branch',
          '-f',
          '--env-filter',
          'export GIT_COMMITTER_DATE=2021-01-01T00:00:00Z GIT_COMMITTER_NAME=O GIT_COMMITTER_EMAIL=o@example.org',
        ),
    ],
    ['other author addresses', ({ git }) => git('filter-branch', '-f', '--env-filter', 'export GIT_AUTHOR_EMAIL=new.$GIT_AUTHOR_EMAIL')],
    ['other author names', ({ git }) => git('filter-branch', '-f', '--env-filter', 'export GIT_AUTHOR_NAME="$GIT_AUTHOR_NAME Lovelace"')],
    [
      'cleaned messages',
      ({ gitWith }) =>
        gitWith(
          { GIT_COMMITTER_DATE: '2025-01-01T00:00:00Z' },
          'rebase',
          '-q',
          '--root',
          '--exec',
          'git commit -q --amend --no-edit --allow-empty',
        ),
    ],
    [
      'corrected time zones',
      ({ git }) => git('filter-branch', '-f', '--env-filter', 'export GIT_AUTHOR_DATE="${GIT_AUTHOR_DATE% *} +0000"'),
    ],
  ])('with %s is recognized', async (what, rewrite) => {
    await threeCommits();
    const before = await repository.git('rev-parse', 'HEAD');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 3, duplicates: 0 });
    await rewrite(repository);
    expect(await repository.git('rev-parse', 'HEAD')).not.toBe(before);
    // A changed name changes the id. The commits are then recognized by time and text.
    await expectNothingNew({ duplicates: 3, rejected: 0, rewritten: what === 'other author names' ? 3 : 0 });
  });

  it('on top of a new root imports only the root as new work', async () => {
    await threeCommits();
    await importGit();
    await repository.git('checkout', '-q', '--orphan', 'other');
    await repository.commit(LIN, '2024-02-01T09:00:00Z', 'The root');
    await repository.git('rebase', '-q', '--onto', 'other', '--root', 'main');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 1, duplicates: 3 });
  });

  it('with signatures is recognized', async () => {
    const author = 'Ada <ada@example.org> 1400000000 +0200';
    await repository.raw({ author });
    await importGit();
    await repository.raw({ author, parents: [], headers: 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n' });
    await expectNothingNew({ duplicates: 1 });
  });

  it('with another encoding is recognized', async () => {
    const latin1 = (text: string) => Buffer.from(text, 'latin1');
    await repository.raw({
      author: latin1('Jos\xe9 <jose@example.org> 1400000000 +0200'),
      headers: 'encoding ISO-8859-1\n',
      message: latin1('Caf\xe9'),
    });
    await importGit();
    await repository.raw({ author: 'José <jose@example.org> 1400000000 +0200', message: 'Café', parents: [] });
    await expectNothingNew({ duplicates: 1 });
    expect(
      await db.database.query(
        `SELECT u.content, p.name FROM progress_updates u JOIN profiles p ON p.id = u.user_id WHERE p.email = 'jose@example.org'`,
      ),
    ).toEqual([{ content: 'Café', name: 'José' }]);
  });

  it('with changed messages causes a warning in a dry run', async () => {
    await threeCommits();
    await importGit();
    await repository.git('filter-branch', '-f', '--msg-filter', 'sed s/^/TICKET-1:\\ /');
    const ledger = await readLedger(db.database);
    const { stderr, answer, code } = await importGit('--dry-run');
    expect(stderr).toContain('warning: 3 of 3 new commits have the same author and time as an imported commit');
    expect(answer).toMatchObject({ dryRun: true, wouldCreate: { profiles: 0, assignments: 0 }, updates: { imported: 3, duplicates: 0 } });
    expect(code).toBe(0);
    expect(await readLedger(db.database)).toEqual(ledger);
  });

  it('causes no warning if a second commit of the same second is imported later', async () => {
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'One');
    await importGit();
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Two');
    const { stderr, answer } = await importGit();
    expect(stderr).not.toContain('warning');
    expect(answer.updates).toMatchObject({ imported: 1, duplicates: 1 });
  });
});

describe('commits that look the same', () => {
  it('count once if they were cherry-picked to another branch, before and after a merge', async () => {
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Begin');
    await repository.git('checkout', '-q', '-b', 'side');
    await repository.commit(LIN, '2024-03-02T12:00:00Z', 'Fix');
    await repository.git('checkout', '-q', 'main');
    await repository.commit(ADA, '2024-03-03T12:00:00Z', 'Meanwhile');
    await repository.git('cherry-pick', '--allow-empty', '-x', 'side');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 3, copies: 0 });
    await repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
    await expectNothingNew({ duplicates: 4, copies: 1 });
    expect((await importGitInTest(db, repository.path, `${project} again`)).answer.updates).toMatchObject({
      imported: 3,
      duplicates: 1,
      copies: 1,
    });
  });

  it('count separately if a script made one on top of the other, even after a rewrite', async () => {
    for (const message of ['Bump', 'Log', 'Bump', 'Bump']) await repository.commit(ADA, '2024-03-01T12:00:00Z', message);
    expect((await importGit()).answer.updates).toMatchObject({ imported: 4, duplicates: 0, signals: 4 });
    await repository.git('filter-branch', '-f', '--env-filter', 'export GIT_COMMITTER_NAME=Other');
    await expectNothingNew({ duplicates: 4 });
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Bump');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 1, duplicates: 4 });
    await expectNothingNew({ duplicates: 5 });
  });

  it('count separately if different people made them on parallel branches', async () => {
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Begin');
    await repository.git('checkout', '-q', '-b', 'side');
    await repository.commit(LIN, '2024-03-02T12:00:00Z', 'Update');
    await repository.git('checkout', '-q', 'main');
    await repository.commit(ADA, '2024-03-02T12:00:00Z', 'Update');
    await repository.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 3, copies: 0 });
  });
});

describe('a history that an earlier version imported under its hashes', () => {
  /** Imports like the earlier version, which used commit hashes as ids. */
  const importLikeEarlierVersion = async () => {
    await importGit();
    const owner = new pg.Client({ connectionString: db.superuserUrl });
    await owner.connect();
    try {
      for (const line of (await repository.git('log', '--no-merges', '--format=%H %at')).split('\n')) await replaceExternalId(owner, line);
    } finally {
      await owner.end();
    }
  };

  // The key is inserted again: with Citus, its external id decides on which worker it is.
  const replaceExternalId = async (owner: pg.Client, line: string) => {
    const [hash, seconds] = line.split(' ');
    const { rows } = await owner.query<{ project_id: string; user_id: string; id: string }>(
      `UPDATE progress_updates u SET external_id = $1 FROM projects p
        WHERE p.id = u.project_id AND p.external_id = $2 AND u.created_at = to_timestamp($3) RETURNING u.project_id, u.user_id, u.id`,
      [hash, `git:${project}`, seconds],
    );
    for (const { project_id, user_id, id } of rows) {
      await owner.query('DELETE FROM progress_update_keys WHERE user_id = $1 AND update_id = $2', [user_id, id]);
      await owner.query('INSERT INTO progress_update_keys (project_id, external_id, user_id, update_id) VALUES ($1, $2, $3, $4)', [
        project_id,
        hash,
        user_id,
        id,
      ]);
    }
  };

  it('is recognized', async () => {
    await threeCommits();
    await importLikeEarlierVersion();
    await expectNothingNew({ duplicates: 3, rewritten: 0 });
  });

  it('is recognized by time and text after a rewrite, and reported as rewritten', async () => {
    await threeCommits();
    await importLikeEarlierVersion();
    await repository.git('filter-branch', '-f', '--env-filter', 'export GIT_COMMITTER_NAME=Other');
    await expectNothingNew({ duplicates: 3, rewritten: 3 });
  });

  it('does not hide new work that looks like an imported commit that still exists', async () => {
    await threeCommits();
    await importLikeEarlierVersion();
    await repository.commit(LIN, '2024-03-02T09:00:00Z', 'Go on');
    expect((await importGit()).answer.updates).toMatchObject({ imported: 1, duplicates: 3, rewritten: 0 });
  });
});

describe('a history that git shows incompletely or altered', () => {
  it('from a shallow clone adds nothing to the full history, and the full history adds only the missing commits', async () => {
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Bump');
    await repository.commit(ADA, '2024-03-01T12:00:00Z', 'Bump');
    await repository.commit(LIN, '2024-03-02T12:00:00Z', 'More');
    const shallow = await createTestRepository(`file://${repository.path}`, '--depth', '2');
    try {
      expect((await importGitInTest(db, shallow.path, project)).answer.updates).toMatchObject({ imported: 2 });
      expect((await importGit()).answer.updates).toMatchObject({ imported: 1, duplicates: 2 });
      expect((await importGitInTest(db, shallow.path, project)).answer.updates).toMatchObject({ imported: 0, duplicates: 2 });
    } finally {
      await shallow.remove();
    }
  });

  it('is imported without replaced objects and grafts', async () => {
    await threeCommits();
    const [last, first] = [await repository.git('rev-parse', 'HEAD'), await repository.git('rev-parse', 'HEAD~2')];
    const other = await repository.raw({ author: 'Mallory <mallory@example.org> 1400000000 +0000', parents: [] });
    await repository.git('update-ref', 'HEAD', last);
    await repository.git('replace', first, other);
    await repository.write('.git/info/grafts', `${last}\n`);
    expect((await importGit()).answer).toMatchObject({ commits: 3, authors: 2, updates: { imported: 3 } });
  });
});
