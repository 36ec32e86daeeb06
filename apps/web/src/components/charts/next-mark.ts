/** The position of a mark in a chart. Rows count downwards, columns in the direction of the text. */
export interface Mark {
  row: number;
  column: number;
}

const MIRRORED_KEYS: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/**
 * The mark that an arrow key, Home or End leads to. Left and right stay in the row; up and down go to the nearest column of the
 * next row that has marks. Undefined at the edge and for other keys.
 *
 * @param marks every mark that can be focused, in any order
 * @param isRightToLeft columns count to the left
 */
export function nextMark(marks: readonly Mark[], at: Mark, key: string, isRightToLeft = false): Mark | undefined {
  const inRow = (row: number) => marks.filter((mark) => mark.row === row).toSorted((a, b) => a.column - b.column);
  const rowBeyond = (rows: number[]) => (rows.length === 0 ? undefined : nearest(inRow(rows[0] as number), at.column));
  const rows = [...new Set(marks.map(({ row }) => row))].toSorted((a, b) => a - b);
  switch (isRightToLeft ? (MIRRORED_KEYS[key] ?? key) : key) {
    case 'ArrowRight':
      return inRow(at.row).find(({ column }) => column > at.column);
    case 'ArrowLeft':
      return inRow(at.row).findLast(({ column }) => column < at.column);
    case 'ArrowDown':
      return rowBeyond(rows.filter((row) => row > at.row));
    case 'ArrowUp':
      return rowBeyond(rows.filter((row) => row < at.row).toReversed());
    case 'Home':
      return inRow(at.row)[0];
    case 'End':
      return inRow(at.row).at(-1);
    default:
      return undefined;
  }
}

function nearest(marks: readonly Mark[], column: number): Mark | undefined {
  return marks.toSorted((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0];
}
