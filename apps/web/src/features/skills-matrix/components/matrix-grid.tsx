import type { MatrixGroup, SkillsMatrix } from '@skilltrace/contract';
import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useIsWide } from '#lib/use-is-wide.ts';
import { t } from '@lingui/core/macro';
import { TILE } from '../api/read-matrix.ts';
import { nextCell, type At } from '../next-cell.ts';
import type { MatrixTable } from '../matrix-table.ts';
import { LoadingPeople } from './loading-people.tsx';
import { HEADER_HEIGHT, MatrixHeader } from './matrix-header.tsx';
import { COLUMN_WIDTH, MatrixRowView, type RowContext } from './matrix-row.tsx';

const ROW_HEIGHT = 46;
const GROUP_HEIGHT = 32;

export interface VisiblePart {
  rows: readonly [first: number, last: number];
  columns: readonly [first: number, last: number];
}

export interface MatrixGridProps {
  table: MatrixTable;
  tiles: readonly (readonly (SkillsMatrix | undefined)[])[];
  /** The time that ages refer to. */
  now: Date;
  sortSkillId: number | undefined;
  groupBy: MatrixGroup | undefined;
  /** Called when other rows or columns come into view. */
  onVisible: (part: VisiblePart) => void;
  /** Called for Enter and for a click, with the element of the cell. */
  onOpen: (at: At, element: HTMLElement) => void;
}

const NO_TILES: readonly undefined[] = [];

/**
 * People × skills as a grid of WAI-ARIA with one tab stop. Only the visible cells are in the document, and rows render again only if
 * their data or their columns change.
 */
export function MatrixGrid({ table, tiles, now, sortSkillId, groupBy, onVisible, onOpen }: MatrixGridProps) {
  const { rows, skills, rowCount, columnCount } = table;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<At>({ row: 0, column: -1 });
  const headWidth = useIsWide() ? 220 : 128;
  const rowVirtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => grid.current,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? GROUP_HEIGHT : ROW_HEIGHT),
    overscan: 4,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: columnCount,
    getScrollElement: () => grid.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 3,
    paddingStart: headWidth,
    scrollPaddingStart: headWidth,
    isRtl: document.documentElement.dir === 'rtl',
  });
  useEffect(() => columnVirtualizer.measure(), [columnVirtualizer, headWidth]);
  // Another order or another filter has headings in other places.
  useEffect(() => rowVirtualizer.measure(), [rowVirtualizer, rows]);
  const shownRows = rowVirtualizer.getVirtualItems();
  const [firstColumn, lastColumn] = useColumnsToDraw(columnVirtualizer);

  const [firstRow, lastRow] = endsOf(shownRows);
  useEffect(() => {
    onVisible({ rows: [firstRow, lastRow], columns: [firstColumn, lastColumn] });
  }, [onVisible, firstRow, lastRow, firstColumn, lastColumn]);

  const idOf = useCallback((row: number, column: number) => `${id}-${row}-${column}`, [id]);
  const width = columnVirtualizer.getTotalSize();
  const columns = useMemo(
    () => Array.from({ length: lastColumn - firstColumn + 1 }, (_, at) => firstColumn + at),
    [firstColumn, lastColumn],
  );
  const context = useMemo<RowContext>(
    () => ({ columns, skills, headWidth, width, now, groupBy, idOf }),
    [columns, skills, headWidth, width, now, groupBy, idOf],
  );
  const contextOutOfView = useDeferredValue(context);
  const inView = rowVirtualizer.range;

  const go = (to: At) => {
    setActive(to);
    if (to.row >= 0) rowVirtualizer.scrollToIndex(to.row, { align: 'auto' });
    else rowVirtualizer.scrollToOffset(0);
    if (to.column >= 0) columnVirtualizer.scrollToIndex(to.column, { align: 'auto' });
    else columnVirtualizer.scrollToOffset(0);
  };
  // The pages of people are loaded one after the other, so a jump can wait for many of them.
  const isFarAhead = firstRow - rows.length >= TILE.people;
  const stopLoading = () => go({ row: rows.length - 1, column: active.column });
  const elementOf = ({ row, column }: At) =>
    grid.current?.querySelector<HTMLElement>(
      `[aria-rowindex="${row + 2}"] [aria-colindex="${rows[row]?.kind === 'group' ? 1 : column + 2}"]`,
    );
  // The cell may not be in the document yet, if the person pressed the key right after a jump.
  const opening = useRef<At>(undefined);
  const openIfShown = () => {
    const at = opening.current;
    const element = at && elementOf(at);
    if (!element) return;
    opening.current = undefined;
    onOpen(at, element);
  };
  useEffect(openIfShown);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const pageRows = Math.max(1, Math.floor((grid.current.clientHeight - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
    const isRightToLeft = document.documentElement.dir === 'rtl';
    const to = nextCell({ key: event.key, ctrlKey: event.ctrlKey || event.metaKey, isRightToLeft }, active, {
      rows: rowCount,
      columns: columnCount,
      pageRows,
    });
    if (to) {
      event.preventDefault();
      opening.current = undefined;
      go(to);
    } else if (event.key === 'Escape' && isFarAhead) {
      stopLoading();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      opening.current = active;
      openIfShown();
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[aria-colindex]');
    if (!cell || target.closest('a')) return;
    const indexOf = (name: string) => Number(target.closest(`[${name}]`)?.getAttribute(name)) - 2;
    const at = { row: indexOf('aria-rowindex'), column: indexOf('aria-colindex') };
    setActive(at);
    if (at.column >= 0) onOpen(at, cell);
  };

  const isActiveShown =
    (active.row < 0 || (active.row >= firstRow && active.row <= lastRow)) &&
    (active.column < 0 || (active.column >= firstColumn && active.column <= lastColumn));
  const activeColumn = rows[active.row]?.kind === 'group' ? -1 : active.column;
  return (
    <div className="relative w-fit max-w-full">
      {/* The cells are not focusable: the grid has the focus, and names the active cell. Clicks on cells are handled here. */}
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={t`Skills matrix`}
        aria-rowcount={rowCount + 1}
        aria-colcount={columnCount + 1}
        aria-activedescendant={isActiveShown ? idOf(active.row, activeColumn) : undefined}
        className="group/grid relative max-h-[max(22rem,calc(100dvh-8.5rem))] overflow-auto overscroll-contain rounded border border-line bg-surface outline-none focus-visible:border-accent"
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="presentation" className="relative" style={{ height: rowVirtualizer.getTotalSize(), width }}>
          <MatrixHeader context={context} activeColumn={active.row === -1 ? active.column : undefined} sortSkillId={sortSkillId} />
          {shownRows.map(({ index, start, size }) => {
            const row = rows[index];
            return (
              <MatrixRowView
                key={index}
                row={row}
                index={index}
                start={start}
                height={size}
                tiles={(row?.kind === 'person' ? tiles[row.page] : undefined) ?? NO_TILES}
                activeColumn={active.row === index ? activeColumn : undefined}
                context={inView && index >= inView.startIndex && index <= inView.endIndex ? context : contextOutOfView}
              />
            );
          })}
        </div>
      </div>
      <LoadingPeople
        table={isFarAhead ? table : undefined}
        onCancel={() => {
          stopLoading();
          grid.current?.focus();
        }}
      />
    </div>
  );
}

const endsOf = (items: readonly VirtualItem[]): [first: number, last: number] => [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

/** The first and the last column to draw. A jump draws the columns in view first, and then those next to them. */
function useColumnsToDraw(virtualizer: Virtualizer<HTMLDivElement, Element>): [first: number, last: number] {
  const [first, last] = endsOf(virtualizer.getVirtualItems());
  const [drawnFirst, drawnLast] = [useDeferredValue(first), useDeferredValue(last)];
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: first, endIndex: last };
  return startIndex > drawnLast || endIndex < drawnFirst ? [startIndex, endIndex] : [first, last];
}
