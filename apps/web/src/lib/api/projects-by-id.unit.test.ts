import { expect, test } from 'vitest';
import { splitIntoPages } from './projects-by-id.ts';

test('splits all ids, in order, into parts of at most the largest page size', () => {
  const ids = Array.from({ length: 401 }, (_, index) => index + 1);
  const parts = splitIntoPages(ids);
  expect(parts.map((part) => part.length)).toEqual([200, 200, 1]);
  expect(parts.flat()).toEqual(ids);
  expect(splitIntoPages([])).toEqual([]);
});
