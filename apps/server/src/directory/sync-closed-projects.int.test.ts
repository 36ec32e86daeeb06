import type { DirectoryProject } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { expectReasonsOfEntry } from '../../test/reasons-of-problem.js';
import { completeProject } from '../projects/complete-project.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let n = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const at = (year: number) => `${year}-01-01T00:00:00.000Z`;
type Period = { startedAt?: string; endedAt?: string };

/** A file with one project, a skill, a lead, and members with these assignment periods. */
function organization() {
  n += 1;
  const run = n;
  const email = (name: string) => `${name}.${run}@example.org`;
  return {
    externalId: `project-${run}`,
    file: (project: Partial<DirectoryProject>, members: Record<string, Period>) => ({
      skills: [{ name: `Skill ${run}`, category: 'Test' }],
      profiles: ['lead', ...Object.keys(members)].map((name) => ({ email: email(name), name })),
      projects: [{ externalId: `project-${run}`, name: 'Project', techLead: email('lead'), skills: [`Skill ${run}`], ...project }],
      assignments: Object.entries(members).map(([name, period]) => ({
        email: email(name),
        projectExternalId: `project-${run}`,
        role: 'Engineer',
        ...period,
      })),
    }),
    signals: async () =>
      (
        await db.database.query<{ name: string; type: string; at: string }>(
          `SELECT r.name, s.signal_type AS type, s.created_at AS at FROM signal_ledger s JOIN profiles r ON r.id = s.user_id
             JOIN projects p ON p.id = s.source_id WHERE p.external_id = $1 ORDER BY 1, 3`,
          [`project-${run}`],
        )
      ).map(({ name, type, at: time }) => `${name} ${type} ${time.slice(0, 4)}`),
    project: async () =>
      (
        await db.database.query<any>('SELECT id, status, completed_at AS "completedAt" FROM projects WHERE external_id = $1', [
          `project-${run}`,
        ])
      )[0],
  };
}
const sync = async (file: object) => {
  const report = await syncDirectory(db.database, file);
  for (const entry of report.rejected) expectReasonsOfEntry(entry);
  return report;
};

describe('a project imported as completed', () => {
  test('emits the same joined and completed signals in one file as in two', async () => {
    const one = organization();
    await sync(one.file({ status: 'completed' }, { ann: { startedAt: at(2021), endedAt: at(2023) } }));
    const two = organization();
    await sync(two.file({ status: 'active' }, { ann: { startedAt: at(2021) } }));
    await sync(two.file({ status: 'completed' }, { ann: { startedAt: at(2021), endedAt: at(2023) } }));
    expect(await one.signals()).toEqual(['ann joined 2021', 'ann completed 2023']);
    expect(await two.signals()).toEqual(await one.signals());
    expect(await one.project()).toMatchObject({ status: 'completed', completedAt: at(2023) });
  });

  test('emits completed only for people who were on it until the end', async () => {
    const { file, signals } = organization();
    await sync(
      file({ status: 'completed' }, { ann: { startedAt: at(2021), endedAt: at(2022) }, ben: { startedAt: at(2021), endedAt: at(2023) } }),
    );
    expect(await signals()).toEqual(['ann joined 2021', 'ben joined 2021', 'ben completed 2023']);
  });

  test('ends at its completedAt together with the assignments that are still active', async () => {
    const { file, signals, project, externalId } = organization();
    const whole = file(
      { status: 'completed', completedAt: at(2024) },
      { ann: { startedAt: at(2021), endedAt: at(2022) }, ben: { startedAt: at(2023) } },
    );
    expect((await sync(whole)).rejected).toEqual([]);
    expect(await signals()).toEqual(['ann joined 2021', 'ben joined 2023', 'ben completed 2024']);
    expect(await project()).toMatchObject({ completedAt: at(2024) });
    expect(
      await db.database.query(
        'SELECT a.ended_at AS at FROM assignments a JOIN projects p ON p.id = a.project_id WHERE p.external_id = $1 ORDER BY 1',
        [externalId],
      ),
    ).toEqual([{ at: at(2022) }, { at: at(2024) }]);
    expect(await sync(whole)).toMatchObject({ projects: { unchanged: 1 }, assignments: { unchanged: 2 }, signals: 0, rejected: [] });
  });

  test('ends now if no time is given and a person is still on it', async () => {
    const { file, signals } = organization();
    await sync(file({ status: 'completed' }, { ann: { startedAt: at(2021) } }));
    expect(await signals()).toEqual(['ann joined 2021', `ann completed ${new Date().getUTCFullYear()}`]);
  });

  test('accepts people from a later file, but no assignments after its end', async () => {
    const { file, signals } = organization();
    await sync(file({ status: 'completed', completedAt: at(2023) }, {}));
    const { assignments } = await sync(file({}, { ann: { startedAt: at(2021) }, ben: { startedAt: at(2021), endedAt: at(2022) } }));
    expect(assignments).toMatchObject({ created: 2, rejected: 0 });
    const late = await sync(file({}, { cyd: { startedAt: at(2024), endedAt: at(2025) }, dan: { startedAt: at(2022), endedAt: at(2024) } }));
    expect(late.rejected).toMatchObject([
      { path: 'assignments.0.startedAt', code: 'PROJECT_NOT_ACTIVE' },
      { path: 'assignments.1.endedAt', code: 'PROJECT_NOT_ACTIVE' },
    ]);
    expect(await signals()).toEqual(['ann joined 2021', 'ann completed 2023', 'ben joined 2021']);
  });
});

describe('completedAt', () => {
  test('is rejected if it is before the latest activity on the project', async () => {
    const { file, project } = organization();
    await sync(file({}, { ann: { startedAt: at(2022) } }));
    const { rejected } = await sync(file({ status: 'completed', completedAt: at(2021) }, {}));
    expect(rejected).toMatchObject([{ path: 'projects.0.completedAt', code: 'CONFLICT' }]);
    expect(await project()).toMatchObject({ status: 'active' });
  });

  test('does not change a project that a Tech Lead completed', async () => {
    const { file, project } = organization();
    await sync(file({}, { ann: { startedAt: at(2022) } }));
    await completeProject(db.database, (await project()).id);
    const before = await project();
    expect((await sync(file({ status: 'completed', completedAt: at(2023) }, {}))).rejected).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await sync(file({ status: 'completed' }, { ann: { startedAt: at(2022) } }))).rejected).toEqual([]);
    expect(await project()).toEqual(before);
  });
});

describe('a project imported as archived', () => {
  test('creates the same signals in one file as in two', async () => {
    const [one, two] = [organization(), organization()];
    await sync(one.file({ status: 'archived' }, { ann: { startedAt: at(2021) }, ben: { startedAt: at(2021), endedAt: at(2022) } }));
    await sync(two.file({}, { ann: { startedAt: at(2021) }, ben: { startedAt: at(2021), endedAt: at(2022) } }));
    await sync(two.file({ status: 'archived' }, {}));
    expect(await one.signals()).toEqual(['ann joined 2021', 'ben joined 2021']);
    expect(await two.signals()).toEqual(await one.signals());
  });

  test('rejects assignments that start after it was archived or have no end', async () => {
    const { file, signals, externalId } = organization();
    await sync(file({}, {}));
    await db.database.query("UPDATE projects SET status = 'archived' WHERE external_id = $1", [externalId]);
    // Files have millisecond precision, so this uses the next whole millisecond after the archiving.
    const [{ now } = {}] = await db.database.query<{ now: string }>(
      "SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' AS now",
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    const report = await sync(file({}, { ann: { startedAt: now, endedAt: now }, ben: { startedAt: at(2021) }, cyd: {} }));
    expect(report.rejected.map(({ path, code }) => [path, code])).toEqual([
      ['assignments.0.startedAt', 'PROJECT_NOT_ACTIVE'],
      ['assignments.1.endedAt', 'PROJECT_NOT_ACTIVE'],
      ['assignments.2.startedAt', 'PROJECT_NOT_ACTIVE'],
    ]);
    expect(await signals()).toEqual([]);
  });
});
