import { expect, test } from 'vitest';
import { sparklineWords } from './sparkline-words.ts';

test.each([
  [[0, 3, 5, 2], 'Signals: 10 in 4 weeks, at most 5 in one week, 2 in the current week'],
  [[1, 0], 'Signals: 1 in 2 weeks, at most 1 in one week, 0 in the current week'],
  [[4], 'Signals: 4 in the current week'],
  [[0, 0, 0], 'Signals: none in 3 weeks'],
  [[], 'Signals: none in 0 weeks'],
])('describes the weekly counts %j as "%s"', (counts, words) => {
  expect(sparklineWords('Signals', counts)).toBe(words);
});
