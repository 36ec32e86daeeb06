import { expect, test } from 'vitest';
import { freshnessOf } from './freshness.ts';

const DAY = 24 * 60 * 60_000;
const NOW = new Date('2026-11-21T09:00:00.000Z');
const aged = (ms: number) => freshnessOf(new Date(NOW.getTime() - ms).toISOString(), NOW);

test.each([
  ['validated just now', 0, { state: 'fresh' }],
  ['300 days old', 300 * DAY, { state: 'fresh' }],
  ['a millisecond older', 300 * DAY + 1, { state: 'ageing', in: '9 weeks' }],
  ['three weeks before', 344 * DAY, { state: 'ageing', in: '3 weeks' }],
  ['thirteen days before', 352 * DAY, { state: 'ageing', in: '13 days' }],
  ['a day before', 364 * DAY, { state: 'ageing', in: '1 day' }],
  ['365 days old, which is not older', 365 * DAY, { state: 'ageing', in: 'less than a day' }],
  ['a millisecond past it', 365 * DAY + 1, { state: 'stale', since: '2026-11-21T08:59:59.999Z' }],
  ['400 days old', 400 * DAY, { state: 'stale', since: '2026-10-17T09:00:00.000Z' }],
])('%s', (_, age, freshness) => {
  expect(aged(age)).toEqual(freshness);
});
