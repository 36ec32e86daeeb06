import { expect, test } from 'vitest';
import { freshnessOf } from './freshness.ts';

const DAY = 24 * 60 * 60_000;
const NOW = new Date('2026-11-21T09:00:00.000Z');
const aged = (ms: number) => freshnessOf(new Date(NOW.getTime() - ms).toISOString(), NOW);

test.each([
  ['made just now', 0, { state: 'fresh' }],
  ['of exactly 300 days', 300 * DAY, { state: 'fresh' }],
  ['a millisecond older than 300 days', 300 * DAY + 1, { state: 'ageing', words: 'Goes stale in 9 weeks' }],
  ['three weeks before the limit', 344 * DAY, { state: 'ageing', words: 'Goes stale in 3 weeks' }],
  ['thirteen days before the limit', 352 * DAY, { state: 'ageing', words: 'Goes stale in 13 days' }],
  ['a day before the limit', 364 * DAY, { state: 'ageing', words: 'Goes stale in 1 day' }],
  ['of exactly 365 days', 365 * DAY, { state: 'ageing', words: 'Goes stale in less than a day' }],
  ['a millisecond older than 365 days', 365 * DAY + 1, { state: 'stale', since: '2026-11-21T08:59:59.999Z' }],
  ['of 400 days', 400 * DAY, { state: 'stale', since: '2026-10-17T09:00:00.000Z' }],
])('a validation %s has the right freshness', (_, age, freshness) => {
  expect(aged(age)).toEqual(freshness);
});
