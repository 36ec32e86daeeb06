import { describe, expect, it } from 'vitest';
import { freshUntil, isStale, staleBefore } from './staleness.ts';

describe('The time before which a validation is stale', () => {
  it.each([
    ['an ordinary year', '2026-11-21T00:00:00.000Z', '2025-11-21T00:00:00.000Z'],
    ['a leap day in between: 365 days, not a year', '2024-11-21T00:00:00.000Z', '2023-11-22T00:00:00.000Z'],
    ['a leap day itself', '2024-02-29T12:30:00.001Z', '2023-03-01T12:30:00.001Z'],
  ])('is 365 days ago: %s', (_, now, then) => expect(staleBefore(new Date(now)).toISOString()).toBe(then));

  it('does not depend on clock changes of the local time zone', () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Europe/Zurich';
      // 00:00 in summer time, 365 times 24 hours after 00:00 in summer time. The result must not shift by an hour.
      expect(staleBefore(new Date('2026-03-29T22:00:00.000Z')).toISOString()).toBe('2025-03-29T22:00:00.000Z');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

it('isStale and freshUntil agree about the limit to the millisecond', () => {
  const now = new Date('2026-11-21T09:00:00.000Z');
  const lastFresh = staleBefore(now).toISOString();
  expect([isStale(lastFresh, now), freshUntil(lastFresh)]).toEqual([false, now]);
  const oneEarlier = new Date(staleBefore(now).getTime() - 1).toISOString();
  expect(isStale(oneEarlier, now)).toBe(true);
});
