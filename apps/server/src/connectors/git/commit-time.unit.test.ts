import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commitTime } from './commit-time.js';

const NOW = '2026-01-01T00:00:00.000Z';

it('converts seconds to an ISO 8601 time in UTC', () => {
  expect(commitTime('1300000000', NOW)).toEqual({ at: '2011-03-13T07:06:40.000Z' });
  expect(commitTime('0', NOW)).toEqual({ at: '1970-01-01T00:00:00.000Z' });
});

it.each([
  ['', 'no time'],
  ['-5', 'no time'],
  ['12abc', 'no time'],
  ['7258118400', 'outside the years'],
  ['253402300800', 'outside the years'],
  ['18446744073709551615', 'outside the years'],
  ['9'.repeat(400), 'outside the years'],
  ['1767225601', 'in the future'],
])('refuses %j with the reason "%s"', (seconds, reason) => {
  expect(commitTime(seconds, NOW)).toEqual({ refusal: expect.stringContaining(reason) });
});

it('returns a time between 1900 and now, or a reason in one line, for any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.bigInt().map(String), fc.nat().map(String)), (seconds) => {
      const time = commitTime(seconds, NOW);
      if ('at' in time) expect(time.at >= '1900' && time.at <= NOW && new Date(time.at).toISOString() === time.at).toBe(true);
      else expect(time.refusal).toMatch(/^.{1,120}$/);
    }),
  );
});
