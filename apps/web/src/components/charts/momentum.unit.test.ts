import type { SkillMomentum } from '@skilltrace/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { axisLabels, bucketInWords, isIncomplete, momentumOf } from './momentum.ts';
import { scaleInWords, weekInWords } from './momentum-words.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Europe/Zurich';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const series = (counts: number[]) => ({ skillId: 1, name: 'Go', counts, current: 0, previous: 0, delta: 0, direction: 'flat' as const });
const momentum = (...counts: number[][]): SkillMomentum => ({
  bucket: 'month',
  timeZone: 'Europe/Zurich',
  buckets: ['2026-08-31T22:00:00.000Z', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  series: counts.map(series),
});

describe('the buckets of a momentum chart', () => {
  test('are the days of the viewer’s time zone', () => {
    expect(momentumOf(momentum([1, 0, 2])).days).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
  });

  test('are left out before the first signal of any skill, on request', () => {
    const { days, rows } = momentumOf(momentum([0, 0, 2], [0, 1, 0]), true);
    expect(days).toEqual(['2026-10-01', '2026-11-01']);
    expect(rows.map(({ counts }) => counts)).toEqual([
      [0, 2],
      [1, 0],
    ]);
    expect(momentumOf(momentum([0, 1, 0], [0, 1, 1])).rows.map(({ counts }) => counts)).toEqual([
      [0, 1, 1],
      [0, 1, 0],
    ]);
    expect(momentumOf(momentum([0, 0, 2])).days).toHaveLength(3);
    expect(momentumOf(momentum(), true).days).toHaveLength(3);
  });

  test('are incomplete while today is in them', () => {
    expect(isIncomplete('2026-11-16', 'week', '2026-11-22')).toBe(true);
    expect(isIncomplete('2026-11-16', 'week', '2026-11-23')).toBe(false);
    expect(isIncomplete('2026-11-01', 'month', '2026-11-30')).toBe(true);
    expect(isIncomplete('2026-11-01', 'day', '2026-11-02')).toBe(false);
  });

  test('have names, and a week is named after its Monday', () => {
    expect(bucketInWords('2026-11-18', 'week', '2026-11-21')).toMatch(/^Week of (16 Nov|Nov 16)$/);
    expect(bucketInWords('2025-11-01', 'month', '2026-11-21')).toBe('November 2025');
  });
});

test.each([
  [4, 1, '4 in the last 7 days (was 1)'],
  [1, 4, '1 in the last 7 days (was 4)'],
  [0, 4, '0 in the last 7 days (was 4)'],
  [2, 2, '2 in the last 7 days (was 2)'],
  [0, 0, 'No signals in the last 14 days'],
])('describes %i signals in the last 7 days and %i in the 7 days before as "%s"', (current, previous, words) => {
  expect(weekInWords(current, previous)).toBe(words);
});

test.each([
  ['day', 1, 'All rows share one scale: 0–1 signal per day.'],
  ['week', 4, 'All rows share one scale: 0–4 signals per week.'],
  ['month', 1200, 'All rows share one scale: 0–1,200 signals per month.'],
] as const)('describes the scale of a chart by %s with at most %i signals as "%s"', (bucket, most, words) => {
  expect(scaleInWords(bucket, most)).toBe(words);
});

test('the time axis has no more labels than requested', () => {
  const days = Array.from({ length: 53 }, (_, index) => new Date(Date.UTC(2026, 0, 5 + index * 7)).toISOString().slice(0, 10));
  const labels = axisLabels({ days, bucket: 'week' });
  expect(labels).toHaveLength(4);
  expect(labels[0]).toEqual({ at: 0, text: 'Jan ’26' });
  expect(axisLabels({ days: [], bucket: 'week' })).toEqual([]);
});
