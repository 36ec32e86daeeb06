import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';
import { createContents, type Contents } from './contents.js';

let api: TestApi;
let world: Contents;
beforeAll(async () => {
  api = await createTestApi();
  world = await createContents(api, factories(api.database));
});
afterAll(() => api.close());

/** What a caller may see of Ana. A number is the status of the error response. */
interface VisibleData {
  /** The account fields and the pending skills on her page. */
  page: { account: boolean; pending: string[] } | 403;
  /** The number of signals that each of her charts counts; 403 if the caller may not see them. */
  signals: number;
  /** The projects whose signals and updates are listed one by one. */
  work: string[];
  /** Her row among the people of a skill: her signals, or `null` where only the level is shared. */
  inSkill: number | null | undefined;
  /** The projects whose team charts the caller may see. */
  charts: string[];
  /** By project: the people whom the coverage chart names. */
  named: Record<string, string[]>;
}

const ALL = ['Here', 'There', 'Past', 'Third'];
const ALL_NAMES = { Here: ['Ana', 'Ben'], There: ['Ana', 'Cy'], Past: ['Ana'], Third: ['Ana'] };
const pick = (...projects: (keyof typeof ALL_NAMES)[]) => Object.fromEntries(projects.map((project) => [project, ALL_NAMES[project]]));
const VISIBLE_DATA: Record<string, VisibleData> = {
  ana: {
    page: { account: true, pending: ['Routed', 'Unrouted'] },
    signals: 8,
    work: ALL,
    inSkill: 4,
    charts: ['Here', 'There', 'Third'],
    named: { Here: ['Ana'], There: ['Ana'], Third: ['Ana'] },
  },
  admin: {
    page: { account: true, pending: ['Routed', 'Unrouted'] },
    signals: 8,
    work: ALL,
    inSkill: 4,
    charts: ALL,
    named: ALL_NAMES,
  },
  lead: { page: { account: false, pending: ['Unrouted'] }, signals: 8, work: ['Here'], inSkill: 4, charts: ['Here'], named: pick('Here') },
  otherLead: {
    page: { account: false, pending: ['Routed', 'Unrouted'] },
    signals: 8,
    work: ['There'],
    inSkill: 4,
    charts: ['There'],
    named: pick('There'),
  },
  // Leads Third, and has just assigned Ana to it.
  assigner: {
    page: { account: false, pending: ['Unrouted'] },
    signals: 8,
    work: ['Third'],
    inSkill: 4,
    charts: ['Third'],
    named: pick('Third'),
  },
  // Leads an active project without members, and is a member of There.
  leadWithoutMembers: {
    page: { account: false, pending: [] },
    signals: 8,
    work: ['There'],
    inSkill: 4,
    charts: ['There'],
    named: pick('There'),
  },
  // Leads only Past, which is completed.
  pastLead: { page: 403, signals: 403, work: ['Past'], inSkill: undefined, charts: ['Past'], named: { Past: [] } },
  ben: { page: 403, signals: 403, work: ['Here'], inSkill: undefined, charts: ['Here'], named: { Here: ['Ben'] } },
  cy: { page: 403, signals: 403, work: ['There'], inSkill: undefined, charts: ['There'], named: { There: ['Cy'] } },
  outsider: { page: 403, signals: 403, work: [], inSkill: undefined, charts: [], named: {} },
};

/** The same caller while Ana shares her validated skills. Adds her page and her level, but no signals. */
const whileShared = (sight: VisibleData): VisibleData =>
  sight.page === 403 ? { ...sight, page: { account: false, pending: [] }, inSkill: null } : sight;

const CALLERS = Object.keys(VISIBLE_DATA);
const get = async (caller: string, path: string) => api.call('GET', path, { token: world.tokens[caller] });

describe.each([false, true])('access to Ana’s data while she shares her validated skills: %s', (isShared) => {
  beforeAll(() => api.database.query('UPDATE profiles SET shares_validated_skills = $2 WHERE id = $1', [world.ids['ana'], isShared]));
  test.each(CALLERS)('%s sees exactly what their role allows', async (caller) => {
    const sight = VISIBLE_DATA[caller];
    if (!sight) throw new Error(caller);
    expect(await readVisibleData(caller)).toEqual(isShared ? whileShared(sight) : sight);
  });
});

test.each(CALLERS)('%s finds the same readable updates with every filter', async (caller) => {
  const { ids, updates, projects } = world;
  const mayRead = new Set([...updates].filter(([key]) => readable(caller, key)).map(([, id]) => id));
  const everyId = [...updates.values()].map((id) => `id=${id}`).join('&');
  const listed = async (query: string) =>
    (await get(caller, `/api/progress_updates?${query}`)).body.items?.map(({ id }: { id: number }) => id).toSorted();
  expect(await listed('limit=200')).toEqual([...mayRead].toSorted());
  expect(await listed(everyId)).toEqual([...mayRead].toSorted());
  for (const [key, id] of updates)
    for (const path of [`/api/progress_updates/${id}`, `/api/progress_updates/${id}/signals`])
      expect([key, path, (await get(caller, path)).status]).toEqual([key, path, mayRead.has(id) ? 200 : 403]);
  for (const [person, userId] of Object.entries(ids)) {
    const theirs = [...updates].filter(([key, id]) => key.startsWith(`${person}:`) && mayRead.has(id)).map(([, id]) => id);
    expect(await listed(`userId=${userId}`)).toEqual(theirs.toSorted());
  }
  for (const [project, projectId] of Object.entries(projects)) {
    const onIt = [...updates].filter(([key]) => key.endsWith(`:${project}`)).map(([, id]) => id);
    const all = await listed(`projectId=${projectId}`);
    expect([project, all]).toEqual([project, seesWork(caller, project) ? onIt.toSorted() : undefined]);
  }
});

test('the inbox quotes only updates that the Tech Lead may read, but its counts include all of them', async () => {
  const inbox = async (caller: string) => {
    const { body } = await get(caller, '/api/validation_inbox');
    return [...body.projects.flatMap(({ employees }: any) => employees), ...body.unassigned]
      .flatMap(({ suggestions }: any) => suggestions)
      .map(({ skillName, evidence }: any) => [
        skillName,
        evidence.signals,
        evidence.recent.map(({ projectName, excerpt }: any) => `${projectName}: ${excerpt}`).toSorted(),
      ]);
  };
  expect(await inbox('lead')).toEqual([['Unrouted', 3, ['Here: ana:Here', 'Past: null', 'There: null']]]);
  expect(await inbox('assigner')).toEqual([['Unrouted', 3, ['Here: null', 'Past: null', 'There: null']]]);
  expect(await inbox('otherLead')).toEqual([
    ['Routed', 1, ['There: ana:There']],
    ['Unrouted', 3, ['Here: null', 'Past: null', 'There: ana:There']],
  ]);
  expect(await inbox('pastLead')).toEqual([]);
});

const seesWork = (caller: string, project: string) => VISIBLE_DATA[caller]?.charts.includes(project) === true;
const readable = (caller: string, key: string) => key.startsWith(`${caller}:`) || seesWork(caller, key.split(':')[1] ?? '');

async function readVisibleData(caller: string): Promise<VisibleData> {
  const { ids, projects, skills } = world;
  const ana = ids['ana'];
  const page = await get(caller, `/api/profiles/${ana}`);
  const charts = ['distribution', 'summary', 'momentum?bucket=month&from=2025-01-01T00:00:00Z', 'calendar?from=2025-01-01T00:00:00Z'];
  const counted = new Set<number>();
  for (const chart of charts) {
    const { status, body } = await get(caller, `/api/users/${ana}/skills/${chart}`);
    counted.add(status === 200 ? total(body) : status);
  }
  const activity = await get(caller, `/api/users/${ana}/skills/activity?limit=200`);
  const listed = await get(caller, `/api/progress_updates?userId=${ana}`);
  const updatesOn = new Set<string>(listed.body.items.map(({ projectName }: any) => projectName));
  const signalsFrom = new Set<string>(activity.status === 200 ? activity.body.items.map(world.projectOf) : updatesOn);
  // She posted no update on Third; her only signal there is that she joined.
  expect([...updatesOn].toSorted()).toEqual([...signalsFrom].filter((project) => project !== 'Third').toSorted());
  const work = Object.keys(projects).filter((project) => signalsFrom.has(project));
  const theirs = await get(caller, `/api/users/${ana}/projects`);
  expect(theirs.status).toBe(activity.status);
  if (theirs.status === 200) expect(theirs.body.items.map(({ name }: any) => name).toSorted()).toEqual(work.toSorted());
  const named: VisibleData['named'] = {};
  const open: string[] = [];
  for (const [project, projectId] of Object.entries(projects)) {
    const own = await get(caller, `/api/users/${ana}/skills/distribution?projectId=${projectId}`);
    if (activity.status === 200) expect([project, own.status]).toEqual([project, work.includes(project) ? 200 : 403]);
    const chart = await get(caller, `/api/projects/${projectId}/skills/activity?limit=200`);
    if (chart.status !== 200) continue;
    open.push(project);
    const coverage = await get(caller, `/api/projects/${projectId}/skills/coverage`);
    named[project] = [...new Set<string>(coverage.body.items.flatMap(({ people }: any) => people.map(({ name }: any) => name)))].toSorted();
  }
  const people = await get(caller, `/api/skills/${skills['Shared']}/people?limit=200`);
  const row = people.body.items.find(({ profileId }: any) => profileId === ana);
  const found = (await get(caller, `/api/profiles?skillId=${skills['Shared']}`)).body.items.some(({ id }: any) => id === ana);
  expect(found).toBe(row !== undefined);
  expect(counted.size).toBe(1);
  return {
    page:
      page.status === 200
        ? { account: 'email' in page.body, pending: page.body.skills.pending.map(({ skillName }: any) => skillName).toSorted() }
        : 403,
    signals: [...counted][0] as number,
    work,
    inSkill: row?.signals,
    charts: open,
    named,
  };
}

const total = ({ items, series, days }: any): number =>
  items?.reduce((sum: number, { signals }: any) => sum + signals, 0) ??
  days?.reduce((sum: number, { signals }: any) => sum + signals, 0) ??
  series.reduce((sum: number, { counts }: any) => sum + counts.reduce((a: number, b: number) => a + b, 0), 0);
