import { expect, test } from 'vitest';
import { periodOf } from '#lib/time-range.ts';
import { listedSignals, signalsIn, type ListedSignals } from './listed-signals.ts';

const period = periodOf({}, new Date('2026-11-21T14:00:00Z'));
const words = (listed: Partial<ListedSignals>) =>
  listedSignals({ count: 31, hasMore: false, period, bucket: undefined, filters: [], ...listed });

test('the heading of a list has the number of signals, the range and the filters', () => {
  expect(words({ filters: ['React', 'Progress updates'] })).toBe('31 signals in the last 90 days · React · Progress updates');
  expect(words({ count: 200, hasMore: true })).toBe('More than 200 signals in the last 90 days');
  expect(words({ count: 1, period: periodOf({ range: 'all' }, new Date()) })).toBe('1 signal so far');
  expect(words({ count: undefined, filters: ['React'] })).toBe('Signals');
});

test('the heading has the week instead of the range if only its signals are listed', () => {
  expect(words({ count: 3, bucket: { on: '2026-11-04', span: 'week' }, filters: ['React'] })).toBe('3 signals · Week of Nov 2 · React');
  expect(words({ count: 0, bucket: { on: '2026-11-04', span: 'day' } })).toBe('0 signals · Nov 4');
});

test('the signals of a distribution are counted by skill and source', () => {
  const items = [
    { skillId: 1, signals: 5, bySource: { project: 2, update: 3 } },
    { skillId: 2, signals: 1, bySource: { project: 1, update: 0 } },
  ] as Parameters<typeof signalsIn>[0];
  expect([signalsIn(items, {}), signalsIn(items, { skill: 1 }), signalsIn(items, { source: 'project' })]).toEqual([6, 5, 3]);
  expect([signalsIn(items, { skill: 1, source: 'update' }), signalsIn(items, { skill: 9 }), signalsIn(undefined, {})]).toEqual([
    3,
    0,
    undefined,
  ]);
});
