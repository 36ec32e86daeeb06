import { skillCalendar, type PersonCalendarQuery } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import type { Caller } from '../platform/auth/caller.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readCalendar } from './read-calendar.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let root: Caller;
let asRoot: string;
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
  asRoot = await api.tokenOf(root.profileId);
});
afterAll(() => api.close());

/** Creates a person with two skills and an update at each of these times, which makes two signals each. `read` returns their calendar. */
async function personWith(...moments: string[]) {
  const person = await make.profile();
  const skillIds = [await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: root.profileId, skillIds });
  await make.assignment({ profileId: person, projectId, startedAt: '2000-01-01T00:00:00Z' });
  for (const createdAt of moments) {
    await postProgressUpdate(api.database, root, { userId: person, projectId, content: 'work', createdAt });
    // Keeps updates out of the same millisecond, because the ledger stores milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const read = (query: PersonCalendarQuery, now?: string) => readCalendar(api.readDatabase, { of: 'person', id: person }, query, now);
  return { person, skillIds, read };
}

describe('days of the calendar', () => {
  it('are dates in the requested time zone, UTC by default', async () => {
    const { read } = await personWith('2026-06-01T21:59:59.999Z', '2026-06-01T22:00:00Z', '2026-06-02T21:00:00Z');
    const from = '2026-05-01T00:00:00.000Z';
    expect((await read({ from, timeZone: 'Europe/Zurich' })).days).toEqual([
      { date: '2026-06-01', signals: 2 },
      { date: '2026-06-02', signals: 4 },
    ]);
    expect(await read({ from })).toMatchObject({
      timeZone: 'UTC',
      days: [
        { date: '2026-06-01', signals: 4 },
        { date: '2026-06-02', signals: 2 },
      ],
    });
    expect((await read({ from, timeZone: 'Pacific/Kiritimati' })).days).toEqual([
      { date: '2026-06-02', signals: 4 },
      { date: '2026-06-03', signals: 2 },
    ]);
  });

  it.each([
    [
      'Zurich, spring: the day has 23 hours',
      'Europe/Zurich',
      ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'],
      { '2026-03-28': 2, '2026-03-29': 4, '2026-03-30': 2 },
    ],
    [
      'Zurich, autumn: the day has 25 hours',
      'Europe/Zurich',
      ['2025-10-25T21:59:59Z', '2025-10-25T22:00:00Z', '2025-10-26T22:59:59Z', '2025-10-26T23:00:00Z'],
      { '2025-10-25': 2, '2025-10-26': 4, '2025-10-27': 2 },
    ],
    [
      'Azores: midnight occurs twice',
      'Atlantic/Azores',
      ['2025-10-25T23:30:00Z', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'],
      { '2025-10-25': 2, '2025-10-26': 4 },
    ],
    ['Samoa: skipped a whole day', 'Pacific/Apia', ['2011-12-30T09:59:00Z', '2011-12-30T10:00:00Z'], { '2011-12-29': 2, '2011-12-31': 2 }],
  ])('are counted correctly across a clock change (%s)', async (_name, timeZone, moments, expected) => {
    const { read } = await personWith(...moments);
    const { days } = await read({ timeZone, from: '2011-01-01T00:00:00.000Z' });
    expect(Object.fromEntries(days.map(({ date, signals }) => [date, signals]))).toEqual(expected);
    expect(days.map(({ date }) => date)).toEqual(Object.keys(expected));
  });
});

describe('range of the calendar', () => {
  it('defaults to 53 weeks from a Monday, up to the current week', async () => {
    // In New York it is still Sunday, 14 June.
    const now = '2026-06-15T03:00:00.000Z';
    const { read } = await personWith('2025-06-09T03:59:59Z', '2025-06-09T04:00:00Z', '2026-06-15T02:00:00Z');
    expect(await read({ timeZone: 'America/New_York' }, now)).toEqual({
      timeZone: 'America/New_York',
      firstDay: '2025-06-09',
      lastDay: '2026-06-14',
      days: [
        { date: '2025-06-09', signals: 2 },
        { date: '2026-06-14', signals: 2 },
      ],
    });
    expect(await read({}, now)).toMatchObject({ firstDay: '2025-06-16', lastDay: '2026-06-15', days: [{ date: '2026-06-15' }] });
  });

  it('includes `from` and excludes `to`, even within a day', async () => {
    const { read } = await personWith('2026-01-05T10:00:00Z', '2026-01-05T12:00:00Z', '2026-01-07T10:00:00Z');
    expect(await read({ from: '2026-01-05T12:00:00.000Z', to: '2026-01-07T10:00:00.000Z' })).toEqual({
      timeZone: 'UTC',
      firstDay: '2026-01-05',
      lastDay: '2026-01-07',
      days: [{ date: '2026-01-05', signals: 2 }],
    });
    expect(await read({ to: '2026-01-05T00:00:00.000Z' })).toMatchObject({ firstDay: '2024-12-30', lastDay: '2026-01-04', days: [] });
    expect(await read({ to: '2026-01-05T10:00:00.001Z' })).toMatchObject({ lastDay: '2026-01-05', days: [{ signals: 2 }] });
  });

  it('returns one day without signals for a `from` in the future', async () => {
    const { read } = await personWith();
    expect(await read({ from: '2190-01-01T00:00:00.000Z' })).toMatchObject({ firstDay: '2190-01-01', lastDay: '2190-01-01', days: [] });
  });
});

it('calendar filters by skill and shows the ledger as of a past time', async () => {
  const { person, skillIds, read } = await personWith('2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z');
  const from = '2026-01-01T00:00:00.000Z';
  expect((await read({ from, skillId: skillIds[0] })).days).toEqual([{ date: '2026-01-05', signals: 2 }]);
  expect((await read({ from, skillId: await make.skill() })).days).toEqual([]);
  const [first] = await api.database.query<{ at: string }>('SELECT min(recorded_at) AS at FROM signal_ledger WHERE user_id = $1', [person]);
  expect((await read({ from, asOf: first?.at })).days).toEqual([{ date: '2026-01-05', signals: 2 }]);
  expect(await read({ asOf: '2025-01-01T00:00:00.000Z' })).toMatchObject({ firstDay: '2024-01-01', lastDay: '2025-01-01', days: [] });
});

it('calendar matches its response schema and counts like the other charts', async () => {
  const { person } = await personWith(new Date(Date.now() - 1000).toISOString());
  const path = `/api/users/${person}/skills/calendar`;
  const { status, body } = await api.call('GET', `${path}?timeZone=Asia/Kathmandu`, { token: asRoot });
  expect(status).toBe(200);
  expect(skillCalendar.parse(body)).toEqual(body);
  expect(body.days).toEqual([{ date: expect.any(String), signals: 2 }]);
});

it.each([
  ['timeZone=Mars/Olympus', 'timeZone'],
  ['timeZone=Atlantis/Capital', 'timeZone'],
  ['from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z', 'from'],
  [`asOf=${new Date(Date.now() + 3_600_000).toISOString()}`, 'asOf'],
  ['skillId=0', 'skillId'],
  ['bucket=day', ''],
])('calendar rejects %s', async (query, path) => {
  const { status, body } = await api.call('GET', `/api/users/${root.profileId}/skills/calendar?${query}`, { token: asRoot });
  expect([status, body.errors?.map((error: { path: string }) => error.path)]).toEqual([400, [path]]);
});

it('calendar rejects a time zone that the database does not know', async () => {
  await expect(
    readCalendar(api.readDatabase, { of: 'person', id: root.profileId }, { timeZone: 'Atlantis/Capital' }),
  ).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    fields: [{ path: 'timeZone' }],
  });
});
