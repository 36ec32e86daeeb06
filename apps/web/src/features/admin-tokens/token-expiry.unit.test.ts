import { expect, test } from 'vitest';
import { beginningOf } from '#lib/days.ts';
import { expiresAt, hasExpired } from './token-expiry.ts';

const now = new Date(2026, 10, 21, 9, 30);

test('a token expires at the end of a day in the time zone of the viewer', () => {
  expect(expiresAt('30', '', now)).toBe(beginningOf('2026-12-22').toISOString());
  expect(expiresAt('day', '2026-11-21', now)).toBe(beginningOf('2026-11-22').toISOString());
  expect(expiresAt('never', '2026-11-21', now)).toBeUndefined();
});

test('a token is expired from the moment of its expiry', () => {
  expect(hasExpired(null, now)).toBe(false);
  expect(hasExpired(now.toISOString(), now)).toBe(true);
  expect(hasExpired(new Date(now.getTime() + 1).toISOString(), now)).toBe(false);
});
