import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDatabaseContent } from '../../../test/database-content.js';
import { createTestRepository, type TestRepository } from '../../../test/git-repository.js';
import { importGitInTest } from '../../../test/import-git.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { verifyLedger } from '../../signals/verify/verify-ledger.js';

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

const ADA = () => `Ada <ada${number}@example.org>`;
const LIN = () => `Lin <lin${number}@example.org>`;
const importGit = async (...options: string[]) => {
  const { code, answer } = await importGitInTest(db, repository.path, project, '--skills', 'Git', ...options);
  return { code, ...answer };
};
/** Archives the project at a past time, which the guard in the database forbids. */
async function archivedOn(time: string): Promise<void> {
  const superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  await superuser.query(
    `ALTER TABLE projects DISABLE TRIGGER projects_keep_inactive_since;
     UPDATE projects SET status = 'archived', inactive_since = '${time}' WHERE external_id = 'git:${project}';
     ALTER TABLE projects ENABLE TRIGGER projects_keep_inactive_since`,
  );
  await superuser.end();
}
const query = (sql: string) =>
  db.database.query(sql.replaceAll('$project', `(SELECT id FROM projects WHERE external_id = 'git:${project}')`));

describe('a second import', () => {
  it('writes nothing if every commit exists, even if .mailmap and the directory have changed', async () => {
    await repository.commit(ADA(), '2020-01-01T10:00:00Z', 'One');
    await repository.commit(LIN(), '2020-01-02T10:00:00Z', 'Two');
    await importGit();
    await repository.write('.mailmap', `Ann <new.ada${number}@example.org> <ada${number}@example.org>\n`);
    await query(`UPDATE assignments SET ended_at = started_at + interval '1 second' WHERE project_id = $project`);
    await query(`UPDATE profiles SET deactivated_at = now() WHERE email LIKE 'lin%'`);

    const before = await readDatabaseContent(db.superuserUrl);
    expect(await importGit()).toMatchObject({ code: 0, updates: { imported: 0, duplicates: 2, rejected: 0, signals: 0 } });
    expect(await readDatabaseContent(db.superuserUrl)).toBe(before);
  });

  it('creates a person for a newly mapped address only with new work, and starts the assignment at that work', async () => {
    await repository.commit(ADA(), '2020-01-01T10:00:00Z', 'One');
    await importGit();
    await repository.write('.mailmap', `Ann <new.ada${number}@example.org> <ada${number}@example.org>\n`);
    await repository.commit(ADA(), '2020-03-01T10:00:00Z', 'Two');
    expect(await importGit()).toMatchObject({ directory: { profiles: { created: 1 } }, updates: { imported: 1, duplicates: 1 } });
    expect(
      await query(
        `SELECT p.email, a.started_at FROM assignments a JOIN profiles p ON p.id = a.profile_id WHERE project_id = $project ORDER BY 2`,
      ),
    ).toEqual([
      { email: `ada${number}@example.org`, started_at: '2020-01-01T10:00:00.000Z' },
      { email: `new.ada${number}@example.org`, started_at: '2020-03-01T10:00:00.000Z' },
    ]);
  });

  it('writes nothing in a dry run', async () => {
    await repository.commit(ADA(), '2020-01-01T10:00:00Z', 'One');
    const before = await readDatabaseContent(db.superuserUrl);
    expect(await importGit('--dry-run')).toMatchObject({
      dryRun: true,
      wouldCreate: { profiles: 1, projects: 1, assignments: 1 },
      updates: { imported: 1 },
    });
    expect(await readDatabaseContent(db.superuserUrl)).toBe(before);
  });
});

describe('commits of a person who left, or of a project that ended', () => {
  const leave = (at: string) => query(`UPDATE profiles SET deactivated_at = '${at}' WHERE email = 'lin${number}@example.org'`);
  const commits = ['2020-01-01T10:00:00Z', '2020-02-01T10:00:00Z', '2020-03-01T10:00:00Z', '2020-04-01T10:00:00Z'];
  const LEFT = '2020-02-15T00:00:00Z';

  /** Imports these commits in runs of the given sizes. Lin has a profile and had left before the first run. */
  async function importInRuns(sizes: number[]) {
    await db.database.query('INSERT INTO profiles (email, name) VALUES ($1, $2)', [`lin${number}@example.org`, 'Lin']);
    await leave(LEFT);
    await repository.commit(ADA(), '2019-12-01T10:00:00Z', 'The project begins');
    const codes: number[] = [];
    let from = 0;
    for (const size of sizes) {
      for (const date of commits.slice(from, from + size)) await repository.commit(LIN(), date, `Work of ${date}`);
      from += size;
      codes.push((await importGit()).code);
    }
    expect(codes).toEqual(sizes.map(() => 0));
    return query(`SELECT u.content FROM progress_updates u WHERE project_id = $project AND content LIKE 'Work%' ORDER BY 1`);
  }

  it.each([[[4]], [[1, 1, 1, 1]], [[2, 2]], [[3, 1]], [[1, 3]]])(
    'are imported only if dated before the person left, in runs of %j',
    async (sizes) => {
      expect(await importInRuns(sizes)).toEqual([{ content: 'Work of 2020-01-01T10:00:00Z' }, { content: 'Work of 2020-02-01T10:00:00Z' }]);
      expect(await importGit()).toMatchObject({ code: 0, updates: { imported: 0, duplicates: 3, rejected: 2 } });
      expect((await verifyLedger(db.database)).checks.filter(({ violations }) => violations > 0)).toEqual([]);
    },
  );

  it('are rejected in every run if dated after the end of the assignment', async () => {
    await repository.commit(LIN(), '2020-01-01T10:00:00Z', 'One');
    await importGit();
    await query(`UPDATE assignments SET ended_at = '2020-01-02T00:00:00Z' WHERE project_id = $project`);
    const after = await repository.commit(LIN(), '2020-01-03T10:00:00Z', 'After the end');
    for (let run = 0; run < 2; run += 1)
      expect(await importGit()).toMatchObject({
        code: 0,
        updates: { imported: 0, duplicates: 1, rejected: 1, errors: [{ commit: after, code: 'FORBIDDEN' }] },
      });
  });

  it('are imported into a completed project only if dated before its end', async () => {
    await repository.commit(ADA(), '2020-01-01T10:00:00Z', 'One');
    await importGit();
    await query(`UPDATE projects SET status = 'completed', completed_at = '2020-06-01T00:00:00Z' WHERE id = $project`);
    await repository.commit(LIN(), '2020-05-01T10:00:00Z', 'Before the end');
    const late = await repository.commit(LIN(), '2020-07-01T10:00:00Z', 'After the end');
    expect(await importGit()).toMatchObject({ code: 0, updates: { imported: 1, rejected: 1, errors: [{ commit: late }] } });
    expect(
      await query(
        `SELECT a.ended_at FROM assignments a JOIN profiles p ON p.id = a.profile_id WHERE p.email LIKE 'lin%' AND project_id = $project`,
      ),
    ).toEqual([{ ended_at: '2020-06-01T00:00:00.000Z' }]);
  });

  it('are rejected in every run if dated after the project was archived', async () => {
    await repository.commit(ADA(), '2020-01-01T10:00:00Z', 'One');
    await importGit();
    await archivedOn('2020-06-01T00:00:00Z');
    await repository.commit(ADA(), '2020-05-01T10:00:00Z', 'Before');
    const late = await repository.commit(ADA(), '2020-07-01T10:00:00Z', 'After');
    for (const imported of [1, 0])
      expect(await importGit()).toMatchObject({
        code: 0,
        updates: { imported, rejected: 1, errors: [{ commit: late, code: 'PROJECT_NOT_ACTIVE' }] },
      });
  });
});
