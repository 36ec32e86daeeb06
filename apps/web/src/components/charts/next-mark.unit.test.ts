import { expect, test } from 'vitest';
import { nextMark, type Mark } from './next-mark.ts';

const at = (row: number, column: number): Mark => ({ row, column });
// Row 1 is empty; the rows have gaps.
const marks = [at(0, 9), at(0, 0), at(0, 3), at(2, 4), at(2, 8), at(3, 0)];

test.each([
  ['ArrowRight', at(0, 0), at(0, 3)],
  ['ArrowRight', at(0, 9), undefined],
  ['ArrowLeft', at(0, 9), at(0, 3)],
  ['ArrowLeft', at(0, 0), undefined],
  ['ArrowDown', at(0, 9), at(2, 8)],
  ['ArrowDown', at(0, 3), at(2, 4)],
  ['ArrowDown', at(3, 0), undefined],
  ['ArrowUp', at(3, 0), at(2, 4)],
  ['ArrowUp', at(2, 4), at(0, 3)],
  ['Home', at(0, 9), at(0, 0)],
  ['End', at(0, 0), at(0, 9)],
  ['Enter', at(0, 0), undefined],
] as const)('%s on the mark %j moves to %j', (key, from, to) => {
  expect(nextMark(marks, from, key)).toEqual(to);
});

test('finds no mark in a chart without marks', () => {
  expect(nextMark([], at(0, 0), 'ArrowDown')).toBeUndefined();
});

test.each([
  ['ArrowLeft', at(0, 0), at(0, 3)],
  ['ArrowRight', at(0, 3), at(0, 0)],
  ['ArrowDown', at(0, 9), at(2, 8)],
  ['Home', at(0, 9), at(0, 0)],
] as const)('in a right-to-left page, %s on the mark %j moves to %j', (key, from, to) => {
  expect(nextMark(marks, from, key, true)).toEqual(to);
});
