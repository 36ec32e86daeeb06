import { expect, it } from 'vitest';
import { earliestStart } from './assignment-start.ts';

const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');

it.each([
  ['at noon', '2026-11-21T12:00:00.000Z', '2026-08-23T00:00:00.000Z'],
  ['at midnight in UTC', '2026-11-21T00:00:00.000Z', '2026-08-23T00:00:00.000Z'],
  ['a millisecond before midnight', '2026-11-21T23:59:59.999Z', '2026-08-23T00:00:00.000Z'],
])('earliestStart is the start of the day 90 days ago when called %s', (_, now, earliest) => {
  expect(earliestStart(new Date(now), LONG_AGO).toISOString()).toBe(earliest);
});

it('earliestStart is the beginning of a project that is younger than 90 days', () => {
  const began = new Date('2026-11-01T08:30:00.000Z');
  expect(earliestStart(new Date('2026-11-21T12:00:00.000Z'), began)).toEqual(began);
});
