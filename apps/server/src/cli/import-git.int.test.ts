import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readLedger } from '../../test/factories.js';
import { createTestRepository, type TestRepository } from '../../test/git-repository.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { exitCodes } from './exit-codes.js';
import { runInTest } from '../../test/test-terminal.js';

let db: TestDatabase;
let repository: TestRepository;
let git: TestRepository['git'];
let commit: TestRepository['commit'];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  repository = await createTestRepository();
  ({ git, commit } = repository);
  await repository.write('.mailmap', 'Ada Lovelace <ada@example.org> <ada@old.example.org>\n');
  await git('add', '.');
});
afterEach(() => repository.remove());

async function importGit(project: string, ...options: string[]) {
  const ended = await runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) }, [
    'import',
    'git',
    repository.path,
    '--project',
    project,
    '--json',
    ...options,
  ]);
  return { ...ended, answer: ended.stdout === '' ? undefined : JSON.parse(ended.stdout) };
}

const updatesOf = (project: string) =>
  db.database.query<{ email: string; content: string; externalId: string; createdAt: string }>(
    `SELECT p.email, u.content, u.external_id AS "externalId", u.created_at AS "createdAt" FROM progress_updates u JOIN profiles p ON p.id = u.user_id JOIN projects j ON j.id = u.project_id
    WHERE j.external_id = $1 ORDER BY u.created_at, u.id`,
    [`git:${project}`],
  );
const assignmentsOf = (project: string) =>
  db.database.query<{ email: string; tags: string[]; startedAt: string; endedAt: string | null }>(
    `SELECT p.email, a.tags, a.started_at AS "startedAt", a.ended_at AS "endedAt" FROM assignments a JOIN profiles p ON p.id = a.profile_id JOIN projects j ON j.id = a.project_id
    WHERE j.external_id = $1 ORDER BY p.email, a.started_at`,
    [`git:${project}`],
  );
const ADA = 'Ada <ada@old.example.org>';
const LIN = 'Lin Chen <Lin@Example.org>';

it('imports commits as progress updates of their authors, and only new commits in a second run', async () => {
  await commit(ADA, '2024-03-01T12:00:00+02:00', 'Begin\n\nWith a body.');
  await commit(LIN, '2024-03-02T09:00:00Z', '');
  await git('checkout', '-q', '-b', 'side');
  await commit(ADA, '2024-03-03T09:00:00Z', 'On the side');
  await git('checkout', '-q', 'main');
  await commit(ADA, '2024-03-04T09:00:00Z', 'x'.repeat(12_000));
  await repository.gitWith(
    { GIT_AUTHOR_NAME: 'M', GIT_AUTHOR_EMAIL: 'merger@example.org' },
    'merge',
    '-q',
    '--no-ff',
    '-m',
    'A merge',
    'side',
  );

  const { code, answer } = await importGit('Engine', '--skills', 'TypeScript, SQL');
  expect(code).toBe(exitCodes.fine);
  expect(answer).toMatchObject({
    project: { externalId: 'git:Engine', isNew: true },
    commits: 4,
    authors: 2,
    directory: { skills: { created: 2 }, profiles: { created: 2 }, projects: { created: 1 }, assignments: { created: 2 }, signals: 4 },
    updates: { imported: 4, duplicates: 0, rejected: 0, signals: 8, errors: [] },
  });
  const updates = await updatesOf('Engine');
  expect(updates[0]).toEqual({
    email: 'ada@example.org',
    content: 'Begin\n\nWith a body.',
    externalId: expect.stringMatching(/^git:[0-9a-f]{32}$/),
    createdAt: '2024-03-01T10:00:00.000Z',
  });
  expect(updates.map(({ content }) => content.slice(0, 12))).toEqual(['Begin\n\nWith ', '(no message)', 'On the side', 'xxxxxxxxxxxx']);
  expect(updates[3]?.content).toHaveLength(10_000);
  expect(await assignmentsOf('Engine')).toEqual([
    { email: 'ada@example.org', tags: ['TypeScript', 'SQL'], startedAt: '2024-03-01T10:00:00.000Z', endedAt: null },
    { email: 'lin@example.org', tags: ['TypeScript', 'SQL'], startedAt: '2024-03-02T09:00:00.000Z', endedAt: null },
  ]);
  const people = await db.database.query<{ name: string; leads: string }>(
    `SELECT p.name, j.name AS leads FROM profiles p JOIN projects j ON j.tech_lead_id = p.id WHERE j.external_id = 'git:Engine'`,
  );
  expect(people).toEqual([{ name: 'Ada Lovelace', leads: 'Engine' }]);

  const ledger = await readLedger(db.database);
  expect((await importGit('Engine', '--skills', 'TypeScript, SQL')).answer).toMatchObject({
    project: { isNew: false },
    directory: { profiles: { created: 0, updated: 0 }, assignments: { created: 0, updated: 0 } },
    updates: { imported: 0, duplicates: 4, signals: 0 },
  });
  expect(await readLedger(db.database)).toEqual(ledger);

  await commit('Noor <noor@example.org>', '2024-04-01T09:00:00Z', 'New here');
  expect((await importGit('Engine')).answer).toMatchObject({
    directory: { profiles: { created: 1 }, assignments: { created: 1 } },
    updates: { imported: 1, duplicates: 4, signals: 2 },
  });
  expect((await verifyLedger(db.database)).ok).toBe(true);
});

it('imports commits that are older than the commits of earlier imports', async () => {
  await commit(LIN, '2024-03-10T09:00:00Z', 'Known first');
  expect((await importGit('Older', '--skills', 'TypeScript')).answer).toMatchObject({ updates: { imported: 1 } });
  for (const date of ['2024-02-10T09:00:00Z', '2024-01-10T09:00:00Z']) {
    await commit(LIN, date, `Cherry-picked of ${date}`);
    const { code, answer } = await importGit('Older');
    expect(code).toBe(exitCodes.fine);
    expect(answer).toMatchObject({
      directory: { assignments: { created: 1, rejected: 0 } },
      updates: { imported: 1, rejected: 0, signals: 1 },
    });
  }
  expect((await assignmentsOf('Older')).map(({ startedAt, endedAt }) => [startedAt.slice(0, 10), endedAt?.slice(0, 10)])).toEqual([
    ['2024-01-10', '2024-02-10'],
    ['2024-02-10', '2024-03-10'],
    ['2024-03-10', undefined],
  ]);
  expect((await verifyLedger(db.database)).ok).toBe(true);
});

it('does not overwrite a project name, a person name or a Tech Lead that was changed by hand', async () => {
  await commit(LIN, '2024-03-10T09:00:00Z', 'One');
  await importGit('Kept', '--skills', 'TypeScript');
  await db.database.query(`UPDATE projects SET name = 'Renamed' WHERE external_id = 'git:Kept'`);
  await db.database.query(`UPDATE profiles SET name = 'Lin' WHERE email = 'lin@example.org'`);
  await commit(LIN, '2024-03-11T09:00:00Z', 'Two');
  const { answer, stderr } = await importGit('Kept', '--skills', 'Rust', '--tech-lead', 'nobody@example.org');
  expect(answer).toMatchObject({ updates: { imported: 1, signals: 1 } });
  expect(stderr).toContain('--skills has no effect');
  expect(
    await db.database.query(
      `SELECT p.name, l.name AS lead FROM projects p JOIN profiles l ON l.id = p.tech_lead_id WHERE p.external_id = 'git:Kept'`,
    ),
  ).toEqual([{ name: 'Renamed', lead: 'Lin' }]);
  expect(await db.database.query(`SELECT FROM skills WHERE skill_name = 'Rust'`)).toEqual([]);
});

it('exits with 0 although it rejects commits from the future, and imports authors with invalid addresses', async () => {
  const future = await commit(LIN, '2080-01-01T00:00:00Z', 'From the future');
  await commit('Root <root>', '2024-01-01T00:00:00Z', 'From nowhere');
  const { code, answer } = await importGit('Odd');
  expect(code).toBe(exitCodes.fine);
  expect(answer).toMatchObject({
    updates: { imported: 1, rejected: 1, signals: 0, errors: [{ commit: future, code: 'VALIDATION_FAILED' }] },
  });
  expect((await updatesOf('Odd')).map(({ email }) => email)).toEqual([expect.stringMatching(/^author-[0-9a-f]{16}@unknown\.invalid$/)]);
});

it('uses the Tech Lead in --tech-lead, and rejects an address that belongs to no person', async () => {
  await commit(LIN, '2024-03-10T09:00:00Z', 'One');
  await commit(ADA, '2024-03-10T09:00:00Z', 'Two');
  await commit(ADA, '2024-03-11T09:00:00Z', 'Three');
  expect(await importGit('Led', '--tech-lead', 'nobody@example.com')).toMatchObject({ code: exitCodes.usage, stdout: '' });
  await importGit('Led', '--tech-lead', 'LIN@example.org');
  expect(
    await db.database.query(`SELECT l.email FROM projects p JOIN profiles l ON l.id = p.tech_lead_id WHERE p.external_id = 'git:Led'`),
  ).toEqual([{ email: 'lin@example.org' }]);
});

it('exits with 2 for an empty repository, an unknown branch and a folder that is not a repository', async () => {
  expect(await importGit('Empty')).toMatchObject({ code: exitCodes.usage, stdout: '' });
  await commit(LIN, '2024-03-10T09:00:00Z', 'One');
  expect(await importGit('Branch', '--branch', 'nowhere')).toMatchObject({ code: exitCodes.usage, stdout: '' });
  expect(await importGit('Branch', '--branch=--output=/tmp/x')).toMatchObject({ code: exitCodes.usage, stdout: '' });
  await rm(join(repository.path, '.git'), { recursive: true });
  expect(await importGit('Gone')).toMatchObject({ code: exitCodes.usage, stderr: expect.stringContaining('git cannot read') });
});
