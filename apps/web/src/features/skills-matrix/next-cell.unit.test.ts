import { describe, expect, it } from 'vitest';
import { nextCell } from './next-cell.ts';

const size = { rows: 2000, columns: 300, pageRows: 12 };
const press = (key: string, at: { row: number; column: number }, { ctrlKey = false, isRightToLeft = false } = {}) =>
  nextCell({ key, ctrlKey, isRightToLeft }, at, size);

describe('nextCell', () => {
  it('moves by one cell with arrow keys, up to the headers', () => {
    expect(press('ArrowDown', { row: 3, column: 4 })).toEqual({ row: 4, column: 4 });
    expect(press('ArrowUp', { row: 0, column: 4 })).toEqual({ row: -1, column: 4 });
    expect(press('ArrowUp', { row: -1, column: 4 })).toEqual({ row: -1, column: 4 });
    expect(press('ArrowLeft', { row: 3, column: 0 })).toEqual({ row: 3, column: -1 });
    expect(press('ArrowRight', { row: 3, column: 299 })).toEqual({ row: 3, column: 299 });
  });

  it('swaps left and right in a right-to-left page', () => {
    expect(press('ArrowLeft', { row: 3, column: 4 }, { isRightToLeft: true })).toEqual({ row: 3, column: 5 });
    expect(press('ArrowRight', { row: 3, column: 4 }, { isRightToLeft: true })).toEqual({ row: 3, column: 3 });
  });

  it('moves to the ends of the row, and with Ctrl to the ends of the grid', () => {
    expect(press('Home', { row: 3, column: 4 })).toEqual({ row: 3, column: -1 });
    expect(press('End', { row: 3, column: 4 })).toEqual({ row: 3, column: 299 });
    expect(press('Home', { row: 3, column: 4 }, { ctrlKey: true })).toEqual({ row: -1, column: -1 });
    expect(press('End', { row: 3, column: 4 }, { ctrlKey: true })).toEqual({ row: 1999, column: 299 });
  });

  it('moves by the visible rows with Page Down and Page Up', () => {
    expect(press('PageDown', { row: 3, column: 4 })).toEqual({ row: 15, column: 4 });
    expect(press('PageDown', { row: 1995, column: 4 })).toEqual({ row: 1999, column: 4 });
    expect(press('PageUp', { row: 15, column: 4 })).toEqual({ row: 3, column: 4 });
  });

  it('ignores other keys', () => {
    expect(press('a', { row: 3, column: 4 })).toBeUndefined();
  });
});
