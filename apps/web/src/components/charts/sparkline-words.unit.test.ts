import { expect, test } from 'vitest';
import { sparklineWords } from './sparkline-words.ts';

test.each([
  [[0, 3, 5, 2], 'Signals: 10 in 4 weeks, at most 5 in one; 2 in the week that runs'],
  [[1, 0], 'Signals: 1 in 2 weeks, at most 1 in one; 0 in the week that runs'],
  [[4], 'Signals: 4 in 1 week; 4 in the week that runs'],
  [[0, 0, 0], 'Signals: none in 3 weeks'],
  [[], 'Signals: none in 0 weeks'],
])('%j is told as %s', (counts, words) => {
  expect(sparklineWords('Signals', counts, 'week')).toBe(words);
});
