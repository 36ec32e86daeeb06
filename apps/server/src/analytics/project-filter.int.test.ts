import type { Signal } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';

let api: TestApi;
let person: number;
let colleague: number;
let token: string;
let rust: number;
let sql: number;
let here: number;
let there: number;
let between: string;

beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  const root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' } as const;
  token = await api.tokenOf(root.profileId);
  [person, colleague] = [await make.profile(), await make.profile()];
  [rust, sql] = [await make.skill('Rust'), await make.skill('SQL')];
  here = await make.project({ techLeadId: root.profileId, skillIds: [rust, sql] });
  there = await make.project({ techLeadId: root.profileId, skillIds: [sql] });
  for (const profileId of [person, colleague]) {
    for (const projectId of [here, there]) await make.assignment({ profileId, projectId, startedAt: '2026-01-01T00:00:00Z' });
  }
  const join = (userId: number, projectId: number, skillIds: number[]) =>
    api.database.transaction((transaction) => emitProjectSignals(transaction, 'joined', [{ userId, projectId, skillIds }]));
  const post = (userId: number, projectId: number, createdAt: string) =>
    postProgressUpdate(api.database, root, { userId, projectId, content: 'work', createdAt });

  // The first two updates have the same ids as the two projects, and each is posted on the other project.
  await post(person, there, '2026-01-05T00:00:00Z');
  await post(person, here, '2026-01-06T00:00:00Z');
  await join(person, here, [rust, sql]);
  await join(person, there, [sql]);
  const [clock] = await api.database.query<{ now: string }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS now");
  between = clock?.now ?? '';
  await new Promise((resolve) => setTimeout(resolve, 10));
  for (const day of ['07', '08', '09']) await post(person, here, `2026-01-${day}T00:00:00Z`);
  await post(person, there, '2026-01-10T00:00:00Z');
  await post(colleague, here, '2026-01-11T00:00:00Z');
});
afterAll(() => api.close());

const read = async (chart: string, query = '') => (await api.call('GET', `/api/users/${person}/skills/${chart}?${query}`, { token })).body;
/** Signals by skill in the chart's response. */
async function signalsIn(chart: 'distribution' | 'summary', query: string): Promise<Record<string, number>> {
  const { items } = await read(chart, query);
  return Object.fromEntries(items.map(({ name, signals }: { name: string; signals: number }) => [name, signals]));
}

async function activityIn(query: string): Promise<Signal[]> {
  const all: Signal[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Signal[]; nextCursor: string | null } = await read('activity', `${query}${cursor ? `&cursor=${cursor}` : ''}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

describe('charts of a person filtered by project', () => {
  it('count signals from the project and from updates on it', async () => {
    expect(await signalsIn('distribution', `projectId=${here}`)).toEqual({ Rust: 5, SQL: 5 });
    expect(await signalsIn('distribution', `projectId=${there}`)).toEqual({ SQL: 3 });
    expect((await read('distribution', `projectId=${here}`)).items).toMatchObject([
      { name: 'Rust', share: 0.5, bySource: { project: 1, update: 4 } },
      { name: 'SQL', share: 0.5, bySource: { project: 1, update: 4 } },
    ]);
    expect(await signalsIn('summary', `projectId=${here}`)).toEqual({ Rust: 5, SQL: 5 });
    const range = 'bucket=month&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z';
    const { series } = await read('momentum', `${range}&projectId=${there}`);
    expect(series).toMatchObject([{ name: 'SQL', counts: [3] }]);
    expect((await read('calendar', `from=2026-01-01T00:00:00Z&projectId=${there}`)).days).toEqual([
      { date: '2026-01-01', signals: 1 },
      { date: '2026-01-05', signals: 1 },
      { date: '2026-01-10', signals: 1 },
    ]);
  });

  it('add up to the charts without a filter', async () => {
    const [everything, one, other] = await Promise.all([
      signalsIn('distribution', ''),
      signalsIn('distribution', `projectId=${here}`),
      signalsIn('distribution', `projectId=${there}`),
    ]);
    expect(everything).toEqual({ Rust: one?.['Rust'], SQL: (one?.['SQL'] ?? 0) + (other?.['SQL'] ?? 0) });
    const ids = async (query: string) => (await activityIn(query)).map(({ id }) => id).toSorted((a, b) => a - b);
    expect([...(await ids(`projectId=${here}`)), ...(await ids(`projectId=${there}`))].toSorted((a, b) => a - b)).toEqual(await ids(''));
  });

  it('do not confuse an update with a project that has the same id', async () => {
    const [first, second] = await api.database.query<{ id: number; projectId: number }>(
      'SELECT id, project_id AS "projectId" FROM progress_updates ORDER BY id LIMIT 2',
    );
    expect([first, second]).toEqual([
      { id: here, projectId: there },
      { id: there, projectId: here },
    ]);
    expect((await activityIn(`projectId=${there}&sourceType=update`)).map(({ sourceId }) => sourceId)).toContain(here);
    expect((await activityIn(`projectId=${here}&sourceType=project`)).map(({ sourceId }) => sourceId)).toEqual([here, here]);
  });

  it.each([1, 3, 9, 10, 11])('return each signal exactly once in pages of %i', async (limit) => {
    const paged = await activityIn(`projectId=${here}&limit=${limit}`);
    expect(paged).toHaveLength(10);
    expect(paged).toEqual(await activityIn(`projectId=${here}`));
    expect(paged).toEqual(paged.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id));
  });

  it('combine the project filter with range, skill and source', async () => {
    expect(await signalsIn('distribution', `projectId=${here}&from=2026-01-07T00:00:00Z&to=2026-01-09T00:00:00Z`)).toEqual({
      Rust: 2,
      SQL: 2,
    });
    expect(await activityIn(`projectId=${here}&skillId=${rust}&sourceType=update&limit=2`)).toHaveLength(4);
  });

  it('show the ledger as of a past time', async () => {
    expect(await signalsIn('distribution', `projectId=${here}&asOf=${between}`)).toEqual({ Rust: 2, SQL: 2 });
    expect(await signalsIn('summary', `projectId=${there}&asOf=${between}`)).toEqual({ SQL: 2 });
    expect(await activityIn(`projectId=${here}&asOf=${between}&limit=3`)).toHaveLength(4);
  });

  it('are empty for a project without signals of the person and return 404 for an unknown project', async () => {
    const elsewhere = await factories(api.database).project({ techLeadId: person });
    for (const chart of ['distribution', 'momentum', 'activity', 'summary', 'calendar']) {
      const empty = await read(chart, `projectId=${elsewhere}`);
      expect(empty.items ?? empty.series ?? empty.days, chart).toEqual([]);
      const path = `/api/users/${person}/skills/${chart}?projectId=`;
      expect(await api.call('GET', `${path}999999999`, { token }), chart).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect((await api.call('GET', `${path}x`, { token })).status, chart).toBe(400);
    }
  });
});

it('charts of a project and of the organization reject the projectId filter', async () => {
  for (const scope of [`projects/${here}`, 'organization']) {
    for (const chart of ['distribution', 'momentum', 'activity', 'summary']) {
      expect((await api.call('GET', `/api/${scope}/skills/${chart}?projectId=${here}`, { token })).status, `${scope} ${chart}`).toBe(400);
    }
  }
});

describe('projects of a person', () => {
  const projects = async (query = '') => (await api.call('GET', `/api/users/${person}/projects?${query}`, { token })).body;

  it('are listed with their signal counts, latest signal first', async () => {
    const { items, nextCursor } = await projects();
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(2);
    for (const { projectId, signals, lastSignalAt, firstSignalAt } of items) {
      const theirs = await activityIn(`projectId=${projectId}`);
      expect([signals, lastSignalAt, firstSignalAt]).toEqual([theirs.length, theirs[0]?.createdAt, theirs.at(-1)?.createdAt]);
    }
    expect(items).toEqual(items.toSorted((a: any, b: any) => b.lastSignalAt.localeCompare(a.lastSignalAt) || b.projectId - a.projectId));
  });

  it('are each returned once in pages of one', async () => {
    const first = await projects('limit=1');
    const second = await projects(`limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual((await projects()).items);
    expect(second.nextCursor).toBeNull();
  });

  it('can be read as of a past time', async () => {
    const { items } = await projects(`asOf=${between}`);
    const known = async (projectId: number) => (await activityIn(`projectId=${projectId}&asOf=${between}`)).length;
    for (const { projectId, signals } of items) expect(signals).toBe(await known(projectId));
    expect(items).toHaveLength(2);
  });
});
