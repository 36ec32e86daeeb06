import { expect, it } from 'vitest';
import { workCounts } from './counted-work.ts';

const JANUARY = '2026-01-01T00:00:00.000Z';
const FEBRUARY = '2026-02-01T00:00:00.000Z';
const MARCH = '2026-03-01T00:00:00.000Z';
const APRIL = '2026-04-01T00:00:00.000Z';
const oneBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString();
const period = { startedAt: JANUARY, endedAt: MARCH };

it('counts work from the start of an assignment until before its end', () => {
  const moments = [oneBefore(JANUARY), JANUARY, oneBefore(MARCH), MARCH];
  expect(moments.map((at) => workCounts([period], null, at))).toEqual([false, true, true, false]);
});

it('counts work at any time after the start of an open assignment', () => {
  expect(workCounts([{ startedAt: JANUARY, endedAt: null }], null, APRIL)).toBe(true);
});

it('counts no work from the time at which the project was completed or archived', () => {
  expect([oneBefore(FEBRUARY), FEBRUARY].map((at) => workCounts([period], FEBRUARY, at))).toEqual([true, false]);
});

it('counts work during each of several assignments, but not between them', () => {
  const periods = [
    { startedAt: MARCH, endedAt: null },
    { startedAt: JANUARY, endedAt: FEBRUARY },
  ];
  expect([JANUARY, FEBRUARY, MARCH].map((at) => workCounts(periods, null, at))).toEqual([true, false, true]);
});

it('counts no work without an assignment', () => {
  expect(workCounts([], null, FEBRUARY)).toBe(false);
});
