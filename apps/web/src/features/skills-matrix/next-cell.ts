/** A cell of the grid. Row -1 is the row of skills, and column -1 the column of people. */
export interface At {
  row: number;
  column: number;
}

export interface GridSize {
  rows: number;
  columns: number;
  /** The rows that Page Up and Page Down move. */
  pageRows: number;
}

export interface GridKey {
  key: string;
  ctrlKey: boolean;
  isRightToLeft: boolean;
}

/** The cell that a key moves to, as in the grid pattern of WAI-ARIA. Undefined for other keys. */
export function nextCell(
  { key, ctrlKey, isRightToLeft }: GridKey,
  { row, column }: At,
  { rows, columns, pageRows }: GridSize,
): At | undefined {
  const inside = (to: At): At => ({
    row: Math.max(-1, Math.min(rows - 1, to.row)),
    column: Math.max(-1, Math.min(columns - 1, to.column)),
  });
  const [forward, back] = isRightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  switch (key) {
    case 'ArrowDown':
      return inside({ row: row + 1, column });
    case 'ArrowUp':
      return inside({ row: row - 1, column });
    case forward:
      return inside({ row, column: column + 1 });
    case back:
      return inside({ row, column: column - 1 });
    case 'PageDown':
      return inside({ row: row + pageRows, column });
    case 'PageUp':
      return inside({ row: row - pageRows, column });
    case 'Home':
      return ctrlKey ? { row: -1, column: -1 } : { row, column: -1 };
    case 'End':
      return ctrlKey ? { row: rows - 1, column: columns - 1 } : { row, column: columns - 1 };
    default:
      return undefined;
  }
}
