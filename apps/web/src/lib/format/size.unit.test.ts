import { expect, test } from 'vitest';
import { sizeInWords } from './size.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [812, '812 bytes'],
  [999.5, '1 kB'],
  [4_600_000, '4.6 MB'],
  [64_000_000, '64 MB'],
  [123_456_789, '123 MB'],
  [5e15, '5,000 TB'],
])('shows %d bytes as "%s"', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
