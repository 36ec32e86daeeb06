import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import { singleRow } from '../platform/database/single-row.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { readDistribution } from './read-distribution.js';
import { readSummary } from './read-summary.js';
import { organization } from './signals-in-scope.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let root: Caller;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
});
afterAll(() => db.drop());

const post = (userId: number, projectId: number, createdAt: string) =>
  postProgressUpdate(db.database, root, { userId, projectId, content: 'work', createdAt });
const join = (userId: number, projectId: number, skillIds: number[]) =>
  db.database.transaction((transaction) => emitProjectSignals(transaction, 'joined', [{ userId, projectId, skillIds }]));
const databaseNow = async () =>
  singleRow(await db.database.query<{ now: string }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS now")).now;
const pause = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('distribution of a person', () => {
  let person: number;
  let react: number;
  let sql: number;
  beforeAll(async () => {
    person = await make.profile();
    [react, sql] = [await make.skill('React'), await make.skill('SQL')];
    const both = await make.project({ techLeadId: root.profileId, skillIds: [react, sql] });
    const onlySql = await make.project({ techLeadId: root.profileId, skillIds: [sql] });
    for (const projectId of [both, onlySql]) await make.assignment({ profileId: person, projectId, startedAt: '2026-01-01T00:00:00Z' });
    await join(person, both, [react, sql]);
    await post(person, both, '2026-01-10T10:00:00Z');
    await post(person, onlySql, '2026-01-20T10:00:00Z');
  });
  const read = (query = {}) => readDistribution(db.readDatabase, { of: 'person', id: person }, query);

  it('counts signals, computes weighted shares and separates the sources', async () => {
    // React: joined 1 + update 2 = 3. SQL: joined 1 + two updates 4 = 5. The total is 8.
    expect(await read()).toEqual({
      items: [
        {
          skillId: sql,
          name: 'SQL',
          category: 'Test',
          signals: 3,
          share: 0.625,
          bySource: { project: 1, update: 2 },
          firstSignalAt: '2026-01-01T00:00:00.000Z',
          lastSignalAt: '2026-01-20T10:00:00.000Z',
        },
        {
          skillId: react,
          name: 'React',
          category: 'Test',
          signals: 2,
          share: 0.375,
          bySource: { project: 1, update: 1 },
          firstSignalAt: '2026-01-01T00:00:00.000Z',
          lastSignalAt: '2026-01-10T10:00:00.000Z',
        },
      ],
    });
  });

  it('includes `from` and excludes `to`', async () => {
    expect((await read({ from: '2026-01-10T10:00:00.000Z', to: '2026-01-20T10:00:00.000Z' })).items).toMatchObject([
      { name: 'React', signals: 1, share: 0.5 },
      { name: 'SQL', signals: 1, share: 0.5 },
    ]);
    expect((await read({ from: '2026-01-10T10:00:00.001Z' })).items).toMatchObject([{ name: 'SQL', signals: 1, share: 1 }]);
  });

  it('is empty for a person without signals', async () => {
    expect(await readDistribution(db.readDatabase, { of: 'person', id: await make.profile() }, {})).toEqual({ items: [] });
  });

  it('does not expose weights', async () => {
    expect(JSON.stringify(await read())).not.toMatch(/weight/i);
  });
});

describe('asOf', () => {
  it('selects signals by when they were recorded, not by when the work happened', async () => {
    const person = await make.profile();
    const skillId = await make.skill();
    const projectId = await make.project({ techLeadId: root.profileId, skillIds: [skillId] });
    await make.assignment({ profileId: person, projectId });
    const before = await databaseNow();
    await pause();
    await post(person, projectId, '2021-05-05T00:00:00Z');
    const between = await databaseNow();
    await pause();
    await post(person, projectId, '2021-04-04T00:00:00Z');
    const scope = { of: 'person', id: person } as const;
    const signalsAt = async (asOf?: string) =>
      (await readDistribution(db.readDatabase, scope, { asOf })).items.map(({ signals }) => signals);
    expect([await signalsAt(before), await signalsAt(between), await signalsAt()]).toEqual([[], [1], [2]]);
    expect((await readSummary(db.readDatabase, scope, { asOf: between })).items).toMatchObject([
      { signals: 1, lastSignalAt: '2021-05-05T00:00:00.000Z' },
    ]);
  });

  it('rejects a time in the future', async () => {
    const asOf = new Date(Date.now() + 60_000).toISOString();
    await expect(readDistribution(db.readDatabase, organization, { asOf })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ path: 'asOf' }],
    });
  });
});

describe('distribution of a project', () => {
  it('counts only signals from the project, regardless of its current members', async () => {
    const [stays, left] = [await make.profile(), await make.profile()];
    const [here, elsewhere] = [await make.skill(), await make.skill()];
    const project = await make.project({ techLeadId: root.profileId, skillIds: [here] });
    const other = await make.project({ techLeadId: root.profileId, skillIds: [here, elsewhere] });
    await make.assignment({ profileId: stays, projectId: project });
    const leaving = await make.assignment({ profileId: left, projectId: project });
    await make.assignment({ profileId: left, projectId: other });
    await post(left, other, '2026-01-09T00:00:00Z');
    const before = await databaseNow();
    await pause();
    await post(stays, project, '2026-01-10T00:00:00Z');
    await post(left, project, '2026-01-11T00:00:00Z');
    const read = async (query = {}) =>
      (await readDistribution(db.readDatabase, { of: 'project', id: project }, query)).items.map(({ skillId, signals }) => ({
        skillId,
        signals,
      }));
    const fromHere = [{ skillId: here, signals: 2 }];
    expect(await read()).toEqual(fromHere);
    expect(await read({ asOf: before })).toEqual([]);

    await db.database.query('UPDATE assignments SET ended_at = $2 WHERE id = $1', [leaving, new Date()]);
    expect(await read()).toEqual(fromHere);
    await make.assignment({ profileId: await make.profile(), projectId: project });
    expect(await read()).toEqual(fromHere);
    await db.database.query("UPDATE projects SET status = 'completed', completed_at = $2 WHERE id = $1", [project, new Date()]);
    expect(await read()).toEqual(fromHere);
  });

  it('counts the signals of a person with several assignments once', async () => {
    const person = await make.profile();
    const skillId = await make.skill();
    const projectId = await make.project({ techLeadId: root.profileId, skillIds: [skillId] });
    await make.assignment({ profileId: person, projectId, startedAt: '2020-01-01T00:00:00Z', endedAt: '2020-02-01T00:00:00Z' });
    await make.assignment({ profileId: person, projectId, startedAt: '2020-02-01T00:00:00Z' });
    await post(person, projectId, '2026-01-10T00:00:00Z');
    expect((await readDistribution(db.readDatabase, { of: 'project', id: projectId }, {})).items).toMatchObject([{ signals: 1 }]);
  });
});

describe('summary', () => {
  it('changes readiness at the fifth and the fifteenth signal, ordered by the time of the work', async () => {
    const person = await make.profile();
    const skillId = await make.skill();
    const projectId = await make.project({ techLeadId: root.profileId, skillIds: [skillId] });
    await make.assignment({ profileId: person, projectId });
    const scope = { of: 'person', id: person } as const;
    const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T12:00:00.000Z`;
    // Posts the newest day first, so that the recording order differs from the order of the work.
    for (const day of [4, 3, 2, 1]) await post(person, projectId, at(day));
    expect(await readSummary(db.readDatabase, scope, {})).toMatchObject({
      items: [{ signals: 4, lastSignalAt: at(4), readiness: 'emerging', transition: null }],
    });
    await post(person, projectId, at(6));
    expect((await readSummary(db.readDatabase, scope, {})).items[0]).toMatchObject({
      readiness: 'growing',
      transition: { from: 'emerging', to: 'growing', at: at(6) },
    });
    for (const day of [20, 19, 18, 17, 16, 15, 14, 13, 12]) await post(person, projectId, at(day));
    expect((await readSummary(db.readDatabase, scope, {})).items[0]).toMatchObject({
      signals: 14,
      readiness: 'growing',
      transition: { to: 'growing', at: at(6) },
    });
    await post(person, projectId, at(5));
    expect((await readSummary(db.readDatabase, scope, {})).items).toMatchObject([
      { skillId, signals: 15, lastSignalAt: at(20), readiness: 'strong', transition: { from: 'growing', to: 'strong', at: at(20) } },
    ]);
  });

  it('sums up all signals of the organization', async () => {
    const { items } = await readSummary(db.readDatabase, organization, {});
    const total = singleRow(await db.database.query<{ n: number }>('SELECT count(*) AS n FROM signal_ledger')).n;
    expect(items.reduce((sum, { signals }) => sum + signals, 0)).toBe(total);
  });
});
