import type { SkillDistribution, SkillMomentum } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { addDays, beginningOf, daysBetween } from '#lib/days.ts';
import { bucketFor, comparedPeriod, COMPARISONS, daysOfBucket, periodOf } from '#lib/time-range.ts';
import { total, withCompared, withComparedBars } from './comparison.ts';
import { comparisonInWords, differenceInWords, rangeBriefly } from './comparison-words.ts';
import type { Momentum } from './momentum.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Europe/Zurich';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});
const now = new Date('2026-11-21T14:00:00Z');

const item = (skillId: number, name: string, signals: number) =>
  ({ skillId, name, signals, share: 0.5, bySource: { project: 0, update: signals } }) as SkillDistribution['items'][number];
const bySkill = (skillId: number, counts: number[]) => ({
  skillId,
  name: `Skill ${skillId}`,
  counts,
  current: 0,
  previous: 0,
  delta: 0,
  direction: 'flat' as const,
});
const byDay = (firstDay: string, counts: number[][]): SkillMomentum => ({
  bucket: 'day',
  timeZone: 'Europe/Zurich',
  buckets: (counts[0] ?? []).map((_, index) => beginningOf(addDays(firstDay, index)).toISOString()),
  series: counts.map((row, index) => bySkill(index + 1, row)),
});

test('a distribution has the signals of the compared period, and skills that only that period has at the end', () => {
  const rows = withCompared([item(1, 'React', 4), item(2, 'Go', 1)], {
    items: [item(3, 'Zig', 2), item(1, 'React', 6), item(4, 'Ada', 9)],
  });
  expect(rows.map(({ name, signals, before }) => [name, signals, before])).toEqual([
    ['React', 4, 6],
    ['Go', 1, 0],
    ['Ada', 0, 9],
    ['Zig', 0, 2],
  ]);
});

test('each bar is compared with the days of the same number in the compared period', () => {
  const period = periodOf({ from: '2026-11-04', to: '2026-11-12' }, now);
  const before = comparedPeriod(period, 'previous');
  if (!before) throw new Error('no period');
  // A Wednesday to the Thursday of the week after: 5 days in the first week, 4 in the second.
  const momentum: Momentum = {
    bucket: 'week',
    days: ['2026-11-04', '2026-11-09'],
    rows: [{ skillId: 1, name: 'Skill 1', counts: [3, 4], current: 0, previous: 0 }],
  };
  const answer = byDay('2026-10-26', [
    [1, 1, 1, 1, 1, 10, 10, 10, 10],
    [0, 0, 0, 0, 0, 0, 0, 0, 2],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  ]);
  expect(
    withComparedBars(momentum, period, { answer, period: before }).rows.map(({ skillId, counts, before: bars }) => [skillId, counts, bars]),
  ).toEqual([
    [1, [3, 4], [5, 40]],
    [2, [0, 0], [0, 2]],
  ]);
});

test('no signal of the compared period is lost, for any range and comparison', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 420 }),
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(...COMPARISONS),
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      (ago, length, compare, asked) => {
        const to = addDays('2026-11-21', -ago);
        const period = periodOf({ from: addDays(to, -length), to }, now);
        const before = comparedPeriod(period, compare);
        if (!before?.firstDay || !period.firstDay) return;
        const bucket = bucketFor(asked, period);
        const days: string[] = [];
        for (let day = period.firstDay; day <= period.lastDay; day = addDays(daysOfBucket(day, bucket)[1], 1)) days.push(day);
        const counts = Array.from({ length: daysBetween(before.firstDay, before.lastDay) + 1 }, (_, index) => (index * 7) % 5);
        const momentum: Momentum = { bucket, days, rows: [] };
        const { rows } = withComparedBars(momentum, period, { answer: byDay(before.firstDay, [counts]), period: before });
        expect(total(rows[0]?.before ?? [])).toBe(total(counts));
        expect(rows[0]?.before ?? days.map(() => 0)).toHaveLength(days.length);
      },
    ),
  );
});

test('a comparison names the days of both periods', () => {
  const period = periodOf({ range: '90d' }, now);
  const before = comparedPeriod(period, 'previous');
  if (!before) throw new Error('no period');
  expect(rangeBriefly(before)).toBe('May 26 to Aug 23, 2026');
  expect(comparisonInWords(43, 31, period, before)).toBe(
    '43 signals from Aug 24 to Nov 21, 2026, compared with 31 signals from May 26 to Aug 23, 2026: 12 more.',
  );
  expect(comparisonInWords(1, 3, period, before)).toMatch(/: 2 fewer\.$/);
  expect(comparisonInWords(3, 3, period, before)).toMatch(/: no difference\.$/);
});

test('a difference is a word, not only a sign', () => {
  expect([differenceInWords(4, 1), differenceInWords(1, 4), differenceInWords(2, 2)]).toEqual(['3 more', '3 fewer', 'as many']);
});
