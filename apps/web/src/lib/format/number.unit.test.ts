import { expect, test } from 'vitest';
import { inPercent } from './number.ts';

test.each([
  [0.234, '23%'],
  [1, '100%'],
  [0.0001, '<1%'],
  [0, '0%'],
])('formats the share %f as %s', (share, words) => {
  expect(inPercent(share)).toBe(words);
});
