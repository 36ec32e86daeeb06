import { expect, test } from 'vitest';
import { inPercent, inSignedDigits } from './number.ts';

test.each([
  [0.234, '23%'],
  [1, '100%'],
  [0.0001, '<1%'],
  [0, '0%'],
])('formats the share %f as %s', (share, words) => {
  expect(inPercent(share)).toBe(words);
});

test.each([
  [1234, '+1,234'],
  [-7, '-7'],
  [0, '±0'],
])('formats the difference %d as %s', (difference, words) => {
  expect(inSignedDigits(difference)).toBe(words);
});
