import { expect, test } from 'vitest';
import { ageInWords } from './time.ts';

const now = new Date('2026-11-28T12:00:00Z');

test.each([
  ['2026-11-28T00:00:00Z', 'today'],
  ['2026-11-27T12:00:00Z', '1 day'],
  ['2026-11-15T12:00:00Z', '13 days'],
  ['2026-11-14T12:00:00Z', '2 weeks'],
  ['2026-09-01T12:00:00Z', '2 months'],
  ['2025-09-28T12:00:00Z', '13 months'],
  ['2023-11-28T12:00:00Z', '3 years'],
])('the age of %s is "%s"', (at, words) => {
  expect(ageInWords(at, now)).toBe(words);
});
