import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { MomentumQuery } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readMomentum } from './read-momentum.js';
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

/** Creates a person with one skill and a signal at each of these times. The returned function reads their momentum. */
async function personWith(...moments: string[]) {
  const person = await make.profile();
  const skillId = await make.skill();
  const projectId = await make.project({ techLeadId: root.profileId, skillIds: [skillId] });
  await make.assignment({ profileId: person, projectId, startedAt: '2000-01-01T00:00:00Z' });
  for (const createdAt of moments) await postProgressUpdate(db.database, root, { userId: person, projectId, content: 'work', createdAt });
  return (query: MomentumQuery, now?: string) => readMomentum(db.readDatabase, { of: 'person', id: person }, query, now);
}

/** The counts of the buckets that have signals, keyed by bucket start. */
function nonEmpty({ buckets, series }: Awaited<ReturnType<typeof readMomentum>>) {
  return Object.fromEntries((series[0]?.counts ?? []).flatMap((count, index) => (count > 0 ? [[buckets[index], count]] : [])));
}

describe('daily and weekly buckets across a clock change', () => {
  it('Zurich, spring: 29 March 2026 has 23 hours', async () => {
    const read = await personWith('2026-03-28T22:30:00Z', '2026-03-28T23:30:00Z', '2026-03-29T21:30:00Z', '2026-03-29T22:30:00Z');
    const answer = await read({
      bucket: 'day',
      timeZone: 'Europe/Zurich',
      from: '2026-03-27T23:00:00.000Z',
      to: '2026-03-30T22:00:00.000Z',
    });
    expect(answer.buckets).toEqual(['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
    expect(answer.series[0]?.counts).toEqual([1, 2, 1]);
  });

  it('Zurich, autumn: 25 October 2026 has 25 hours', async () => {
    const read = await personWith('2026-10-24T21:30:00Z', '2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', '2026-10-25T23:30:00Z');
    const answer = await read({
      bucket: 'day',
      timeZone: 'Europe/Zurich',
      from: '2026-10-23T22:00:00.000Z',
      to: '2026-10-26T23:00:00.000Z',
    });
    expect(answer.buckets).toEqual(['2026-10-23T22:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    expect(answer.series[0]?.counts).toEqual([1, 2, 1]);
  });

  it('New York, spring and autumn: weeks start at local midnight', async () => {
    // 23:30 on Sunday, 8 March 2026, the day the clocks went forward, and 00:30 on Monday.
    const spring = await personWith('2026-03-09T03:30:00Z', '2026-03-09T04:30:00Z');
    expect(
      nonEmpty(await spring({ timeZone: 'America/New_York', from: '2026-03-02T05:00:00.000Z', to: '2026-03-16T04:00:00.000Z' })),
    ).toEqual({
      '2026-03-02T05:00:00.000Z': 1,
      '2026-03-09T04:00:00.000Z': 1,
    });
    const autumn = await personWith('2025-11-03T04:30:00Z', '2025-11-03T05:30:00Z');
    expect(
      nonEmpty(await autumn({ timeZone: 'America/New_York', from: '2025-10-27T04:00:00.000Z', to: '2025-11-10T05:00:00.000Z' })),
    ).toEqual({
      '2025-10-27T04:00:00.000Z': 1,
      '2025-11-03T05:00:00.000Z': 1,
    });
  });

  it('Azores, midnight occurs twice: the day starts at the first one', async () => {
    const read = await personWith('2025-10-25T23:30:00Z', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z');
    expect(
      nonEmpty(
        await read({ bucket: 'day', timeZone: 'Atlantic/Azores', from: '2025-10-25T00:00:00.000Z', to: '2025-10-27T01:00:00.000Z' }),
      ),
    ).toEqual({
      '2025-10-25T00:00:00.000Z': 1,
      '2025-10-26T00:00:00.000Z': 2,
    });
  });

  it('Cairo, midnight is skipped: the day starts at 01:00', async () => {
    const read = await personWith('2025-04-24T21:30:00Z', '2025-04-24T22:00:00Z');
    const answer = await read({
      bucket: 'day',
      timeZone: 'Africa/Cairo',
      from: '2025-04-23T22:00:00.000Z',
      to: '2025-04-25T21:00:00.000Z',
    });
    expect(answer.buckets).toEqual(['2025-04-23T22:00:00.000Z', '2025-04-24T22:00:00.000Z']);
    expect(answer.series[0]?.counts).toEqual([1, 1]);
  });

  it('Samoa, a whole day is skipped: it has no bucket', async () => {
    const read = await personWith('2011-12-30T09:59:00Z', '2011-12-30T10:00:00Z');
    const answer = await read({
      bucket: 'day',
      timeZone: 'Pacific/Apia',
      from: '2011-12-29T10:00:00.000Z',
      to: '2011-12-31T10:00:00.000Z',
    });
    expect(answer.buckets).toEqual(['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z']);
    expect(answer.series[0]?.counts).toEqual([1, 1]);
  });
});

describe('buckets', () => {
  it('weeks start on Monday across the new year', async () => {
    const read = await personWith(
      '2025-12-28T23:59:59.999Z',
      '2025-12-29T00:00:00Z',
      '2026-01-01T12:00:00Z',
      '2026-01-04T23:59:59.999Z',
      '2026-01-05T00:00:00Z',
    );
    expect(nonEmpty(await read({ from: '2025-12-22T00:00:00.000Z', to: '2026-01-12T00:00:00.000Z' }))).toEqual({
      '2025-12-22T00:00:00.000Z': 1,
      '2025-12-29T00:00:00.000Z': 3,
      '2026-01-05T00:00:00.000Z': 1,
    });
  });

  it('months are calendar months and include empty ones', async () => {
    const read = await personWith('2025-11-30T22:59:00Z', '2025-11-30T23:00:00Z', '2026-02-28T12:00:00Z');
    const answer = await read({
      bucket: 'month',
      timeZone: 'Europe/Zurich',
      from: '2025-10-31T23:00:00.000Z',
      to: '2026-03-31T22:00:00.000Z',
    });
    expect(answer.buckets).toEqual([
      '2025-10-31T23:00:00.000Z',
      '2025-11-30T23:00:00.000Z',
      '2025-12-31T23:00:00.000Z',
      '2026-01-31T23:00:00.000Z',
      '2026-02-28T23:00:00.000Z',
    ]);
    expect(answer.series[0]?.counts).toEqual([1, 1, 0, 1, 0]);
  });

  it('default to 26 weeks, up to the current week', async () => {
    const read = await personWith('2026-06-03T12:00:00Z');
    const answer = await read({}, '2026-06-03T12:00:00.000Z');
    expect(answer).toMatchObject({ bucket: 'week', timeZone: 'UTC' });
    expect(answer.buckets).toHaveLength(26);
    expect(answer.buckets.at(-1)).toBe('2026-06-01T00:00:00.000Z');
    expect(answer.buckets[0]).toBe('2025-12-08T00:00:00.000Z');
    expect(answer.series[0]?.counts).toEqual([...Array.from({ length: 25 }, () => 0), 1]);
  });

  it('cut by `from` or `to` count only signals within the range', async () => {
    const read = await personWith('2026-01-05T10:00:00Z', '2026-01-07T10:00:00Z', '2026-01-09T10:00:00Z');
    const answer = await read({ from: '2026-01-07T10:00:00.000Z', to: '2026-01-09T10:00:00.000Z' });
    expect(answer.buckets).toEqual(['2026-01-05T00:00:00.000Z']);
    expect(answer.series[0]?.counts).toEqual([1]);
  });

  it('are returned for a range without signals', async () => {
    const read = await personWith();
    expect(await read({ bucket: 'day', from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' })).toEqual({
      bucket: 'day',
      timeZone: 'UTC',
      buckets: ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'],
      series: [],
    });
  });

  it('are limited to 1,000', async () => {
    const from = Date.parse('2020-01-01T00:00:00Z');
    const days = (count: number) => ({
      bucket: 'day' as const,
      from: new Date(from).toISOString(),
      to: new Date(from + count * 86_400_000).toISOString(),
    });
    expect((await readMomentum(db.readDatabase, organization, days(1000))).buckets).toHaveLength(1000);
    await expect(readMomentum(db.readDatabase, organization, days(1001))).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(readMomentum(db.readDatabase, organization, { bucket: 'day', from: '1900-01-01T00:00:00.000Z' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('are not computed for a time zone that the database does not know', async () => {
    await expect(readMomentum(db.readDatabase, organization, { timeZone: 'Atlantis/Capital' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ path: 'timeZone' }],
    });
  });
});

describe('last 7 days compared with the previous 7', () => {
  const now = '2026-06-15T12:00:00.000Z';
  const daysAgo = (days: number, milliseconds = 0) => new Date(Date.parse(now) - days * 86_400_000 + milliseconds).toISOString();

  it.each([
    ['up', [daysAgo(0), daysAgo(7, 1), daysAgo(7)], { current: 2, previous: 1, delta: 1 }],
    ['down', [daysAgo(14), daysAgo(14, 1), daysAgo(7)], { current: 0, previous: 2, delta: -2 }],
    ['flat', [daysAgo(1), daysAgo(8)], { current: 1, previous: 1, delta: 0 }],
  ] as const)('return the direction %s', async (direction, moments, figures) => {
    const read = await personWith(...moments);
    expect((await read({}, now)).series).toMatchObject([{ ...figures, direction }]);
  });

  it('do not depend on the requested range', async () => {
    const read = await personWith(daysAgo(1), daysAgo(2), daysAgo(9), daysAgo(100));
    expect((await read({ from: daysAgo(110), to: daysAgo(90) }, now)).series).toMatchObject([
      { current: 2, previous: 1, delta: 1, direction: 'up' },
    ]);
    expect((await read({ bucket: 'day', from: daysAgo(1) }, now)).series).toMatchObject([{ counts: [1, 0], current: 2, previous: 1 }]);
  });

  it('include an update posted just now', async () => {
    const read = await personWith(new Date(Date.now() - 1000).toISOString());
    const { series } = await read({});
    expect(series).toMatchObject([{ current: 1, previous: 0 }]);
    expect(series[0]?.counts.at(-1)).toBe(1);
  });
});
