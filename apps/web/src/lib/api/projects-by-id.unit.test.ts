import { expect, test } from 'vitest';
import { atMostAPage } from './projects-by-id.ts';

test('ids go in parts that the server takes, all of them and in order', () => {
  const ids = Array.from({ length: 401 }, (_, index) => index + 1);
  const parts = atMostAPage(ids);
  expect(parts.map((part) => part.length)).toEqual([200, 200, 1]);
  expect(parts.flat()).toEqual(ids);
  expect(atMostAPage([])).toEqual([]);
});
