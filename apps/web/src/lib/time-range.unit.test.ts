import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketFor, bucketsFor, comparedPeriod, daysOfBucket, firstBucket, momentsOfBucket, periodOf } from './time-range.ts';

const zone = process.env['TZ'];
beforeEach(() => {
  process.env['TZ'] = 'Europe/Zurich';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

// A Saturday afternoon in Zurich.
const now = new Date('2026-11-21T14:00:00Z');
const today = '2026-11-21';

describe('a range that ends now', () => {
  test.each([
    ['30d', '2026-10-23'],
    ['90d', '2026-08-24'],
    ['quarter', '2026-10-01'],
    ['26w', '2026-05-25'],
    ['1y', '2025-11-22'],
    ['all', undefined],
  ] as const)('%s begins on %s', (range, firstDay) => {
    expect(periodOf({ range }, now)).toMatchObject({ range, firstDay, lastDay: today, to: undefined, asOf: undefined, today });
  });

  test('begins at midnight in the viewer’s time zone, with summer time if the first day has it', () => {
    expect(periodOf({ range: '90d' }, now).from).toBe('2026-08-23T22:00:00.000Z');
    expect(periodOf({ range: '30d' }, new Date('2026-12-15T12:00:00Z')).from).toBe('2026-11-15T23:00:00.000Z');
  });

  test('ends on the current day in the viewer’s time zone', () => {
    const justAfterMidnight = new Date('2026-11-21T23:30:00Z');
    expect(periodOf({ range: '30d' }, justAfterMidnight).lastDay).toBe('2026-11-22');
    process.env['TZ'] = 'America/Los_Angeles';
    expect(periodOf({ range: '30d' }, justAfterMidnight).lastDay).toBe('2026-11-21');
  });

  test('can end on a leap day if it is a year long', () => {
    expect(periodOf({ range: '1y' }, new Date('2024-02-29T12:00:00Z')).firstDay).toBe('2023-03-01');
  });

  test('is 90 days by default', () => {
    expect(periodOf({}, now)).toEqual(periodOf({ range: '90d' }, now));
  });
});

describe('the period that a range is compared with', () => {
  const compared = (parameters: Parameters<typeof periodOf>[0], at = now) => {
    const period = comparedPeriod(periodOf(parameters, at), parameters.compare);
    return period && [period.firstDay, period.lastDay];
  };

  test('has the same length and ends on the day before', () => {
    expect(compared({ range: '30d', compare: 'previous' })).toEqual(['2026-09-23', '2026-10-22']);
    expect(compared({ from: '2026-03-01', to: '2026-03-31', compare: 'previous' })).toEqual(['2026-01-29', '2026-02-28']);
    expect(compared({ range: '90d', asOf: '2026-10-03', compare: 'previous' })).toEqual(['2026-04-07', '2026-07-05']);
  });

  test('has the same days of the last year, also around a leap day', () => {
    expect(compared({ range: '30d', compare: 'year' })).toEqual(['2025-10-23', '2025-11-21']);
    expect(compared({ from: '2024-02-01', to: '2024-02-29', compare: 'year' })).toEqual(['2023-02-01', '2023-02-28']);
  });

  test('is the beginning of the last quarter for the current one, as many days as have passed', () => {
    expect(compared({ range: 'quarter', compare: 'previous' })).toEqual(['2026-07-01', '2026-08-21']);
    expect(compared({ range: 'quarter', compare: 'previous' }, new Date('2026-06-30T12:00:00Z'))).toEqual(['2026-01-01', '2026-03-31']);
    expect(compared({ range: 'quarter', compare: 'year' })).toEqual(['2025-10-01', '2025-11-21']);
  });

  test('begins and ends at midnight in the viewer’s time zone, and keeps the day of the data', () => {
    const period = periodOf({ from: '2026-04-01', to: '2026-04-10', asOf: '2026-10-03' }, now);
    expect(comparedPeriod(period, 'previous')).toMatchObject({
      from: '2026-03-21T23:00:00.000Z',
      to: '2026-03-31T22:00:00.000Z',
      asOf: period.asOf,
    });
  });

  test('does not exist for all time, or if it is not asked for', () => {
    expect(compared({ range: 'all', compare: 'year' })).toBeUndefined();
    expect(compared({ range: '90d' })).toBeUndefined();
  });
});

describe('a custom range', () => {
  test('includes both days', () => {
    expect(periodOf({ range: '30d', from: '2026-03-01', to: '2026-03-31' }, now)).toMatchObject({
      range: 'custom',
      firstDay: '2026-03-01',
      lastDay: '2026-03-31',
      from: '2026-02-28T23:00:00.000Z',
      // The clocks went forward on the 29th.
      to: '2026-03-31T22:00:00.000Z',
    });
  });

  test('stays open if it ends today or later, so that new signals are included', () => {
    expect(periodOf({ from: '2026-11-01' }, now)).toMatchObject({ range: 'custom', lastDay: today, to: undefined });
    expect(periodOf({ from: '2026-11-01', to: '2027-01-01' }, now)).toMatchObject({ lastDay: today, to: undefined });
  });

  test('is reversed if it is in the wrong order', () => {
    expect(periodOf({ from: '2026-03-31', to: '2026-03-01' }, now)).toMatchObject({ firstDay: '2026-03-01', lastDay: '2026-03-31' });
  });

  test('has 90 days if the first day is missing', () => {
    expect(periodOf({ to: '2026-03-31' }, now)).toMatchObject({ firstDay: '2026-01-01', lastDay: '2026-03-31' });
  });

  test('is ignored if it is in the future', () => {
    expect(periodOf({ from: '2027-01-01' }, now).range).toBe('90d');
    expect(periodOf({ to: '2027-01-01' }, now).range).toBe('90d');
    expect(periodOf({ from: '2027-01-01', to: '2027-02-01', range: '1y' }, now).range).toBe('1y');
  });
});

describe('the day of asOf', () => {
  test('ends at the end of the given day, and ranges count back from it', () => {
    expect(periodOf({ range: '30d', asOf: '2026-06-30' }, now)).toMatchObject({
      asOf: '2026-06-30T21:59:59.999Z',
      today: '2026-06-30',
      firstDay: '2026-06-01',
      lastDay: '2026-06-30',
    });
  });

  test('ends at the given moment', () => {
    expect(periodOf({ asOf: '2026-06-30T10:00:00Z' }, now).asOf).toBe('2026-06-30T10:00:00.000Z');
  });

  test.each(['2026-11-21', '2027-01-01', '2026-99-99'])('is not set by %s, which is in the future or invalid', (asOf) => {
    expect(periodOf({ asOf }, now).asOf).toBeUndefined();
  });

  test('shortens a custom range that ends later', () => {
    expect(periodOf({ from: '2026-06-01', to: '2026-08-01', asOf: '2026-06-30' }, now)).toMatchObject({
      lastDay: '2026-06-30',
      to: undefined,
    });
  });
});

describe('buckets', () => {
  const days = (firstDay: string | undefined, lastDay = today) => ({ firstDay, lastDay });

  test.each([
    ['a day', days(today), ['day'], 'day'],
    ['30 days', days('2026-10-23'), ['day', 'week'], 'day'],
    ['90 days', days('2026-08-24'), ['day', 'week', 'month'], 'week'],
    ['a year', days('2025-11-22'), ['week', 'month'], 'week'],
    ['ten years', days('2016-11-22'), ['month'], 'month'],
    ['all time', days(undefined), ['month'], 'month'],
  ] as const)('fit a range of %s', (_name, period, fitting, usual) => {
    expect(bucketsFor(period)).toEqual(fitting);
    expect(bucketFor(undefined, period)).toBe(usual);
  });

  test('have the best size if the requested one does not fit the range', () => {
    expect(bucketFor('day', days('2025-11-22'))).toBe('week');
    expect(bucketFor('month', days('2026-08-24'))).toBe('month');
  });

  test('begin long before the first signal if the range is all time', () => {
    expect(firstBucket(periodOf({ range: 'all' }, now))).toBe('1986-11-30T23:00:00.000Z');
    expect(firstBucket(periodOf({ range: '30d' }, now))).toBe('2026-10-22T22:00:00.000Z');
  });

  test('have a first and a last day', () => {
    expect(daysOfBucket('2026-11-19', 'week')).toEqual(['2026-11-16', '2026-11-22']);
    expect(daysOfBucket('2024-02-10', 'month')).toEqual(['2024-02-01', '2024-02-29']);
    expect(daysOfBucket('2024-12-10', 'month')).toEqual(['2024-12-01', '2024-12-31']);
  });

  test('are cut at the limits of the range', () => {
    const period = days('2026-08-26', '2026-11-21');
    expect(momentsOfBucket('2026-08-24', 'week', period)).toEqual({ from: '2026-08-25T22:00:00.000Z', to: '2026-08-30T22:00:00.000Z' });
    expect(momentsOfBucket('2026-10-19', 'week', period)).toEqual({ from: '2026-10-18T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' });
    expect(momentsOfBucket('2026-01-05', 'day', period)).toEqual({ from: '2026-01-04T23:00:00.000Z', to: '2026-01-05T23:00:00.000Z' });
  });
});
