import { Trans } from '@lingui/react/macro';
import type { MatrixGroup, SkillsMatrix } from '@skilltrace/contract';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useIsWide } from '#lib/use-is-wide.ts';
import { t } from '@lingui/core/macro';
import { nextCell, type At } from '../next-cell.ts';
import type { MatrixTable } from '../matrix-table.ts';
import { activeIf, MatrixRowView, type RowContext } from './matrix-row.tsx';

const ROW_HEIGHT = 46;
const GROUP_HEIGHT = 32;
const HEADER_HEIGHT = 68;
const COLUMN_WIDTH = 116;

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
  const [firstColumn, lastColumn] = endsOf(columnVirtualizer.getVirtualItems());

  const [firstRow, lastRow] = endsOf(shownRows);
  useEffect(() => {
    onVisible({ rows: [firstRow, lastRow], columns: [firstColumn, lastColumn] });
  }, [onVisible, firstRow, lastRow, firstColumn, lastColumn]);

  const idOf = useCallback((row: number, column: number) => `${id}-${row}-${column}`, [id]);
  const width = columnVirtualizer.getTotalSize();
  const columns = useMemo(
    () =>
      Array.from({ length: lastColumn - firstColumn + 1 }, (_, at) => ({
        index: firstColumn + at,
        start: headWidth + (firstColumn + at) * COLUMN_WIDTH,
        size: COLUMN_WIDTH,
      })),
    [firstColumn, lastColumn, headWidth],
  );
  const context = useMemo<RowContext>(
    () => ({ columns, skills, headWidth, width, now, groupBy, idOf }),
    [columns, skills, headWidth, width, now, groupBy, idOf],
  );

  const go = (to: At) => {
    setActive(to);
    if (to.row >= 0) rowVirtualizer.scrollToIndex(to.row, { align: 'auto' });
    else rowVirtualizer.scrollToOffset(0);
    if (to.column >= 0) columnVirtualizer.scrollToIndex(to.column, { align: 'auto' });
    else columnVirtualizer.scrollToOffset(0);
  };
  const elementOf = ({ row, column }: At) => document.getElementById(idOf(row, rows[row]?.kind === 'group' ? -1 : column));
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
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      opening.current = active;
      openIfShown();
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>('[data-matrix-row]');
    if (!cell || target.closest('a')) return;
    const at = { row: Number(cell.dataset['matrixRow']), column: Number(cell.dataset['matrixColumn']) };
    setActive(at);
    if (at.column >= 0) onOpen(at, cell);
  };

  const isActiveShown =
    (active.row < 0 || (active.row >= firstRow && active.row <= lastRow)) &&
    (active.column < 0 || (active.column >= firstColumn && active.column <= lastColumn));
  const activeColumn = rows[active.row]?.kind === 'group' ? -1 : active.column;
  return (
    // The cells are not focusable: the grid has the focus, and names the active cell. Clicks on cells are handled here.
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={t`Skills matrix`}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount + 1}
      aria-activedescendant={isActiveShown ? idOf(active.row, activeColumn) : undefined}
      className="group/grid relative w-fit max-w-full max-h-[max(22rem,calc(100dvh-8.5rem))] overflow-auto overscroll-contain rounded border border-line bg-surface outline-none focus-visible:border-accent"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" className="relative" style={{ height: rowVirtualizer.getTotalSize(), width }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 border-b border-line-strong bg-sunken"
          style={{ height: HEADER_HEIGHT, width }}
        >
          <div
            role="columnheader"
            id={idOf(-1, -1)}
            aria-colindex={1}
            data-matrix-row={-1}
            data-matrix-column={-1}
            className={cx(
              'sticky start-0 z-10 flex h-full items-end border-e border-line-strong bg-sunken px-3 py-2 text-sm font-medium',
              activeIf(active.row === -1 && active.column === -1),
            )}
            style={{ width: headWidth }}
          >
            <Trans>Person</Trans>
          </div>
          {columns.map(({ index, start, size }) => {
            const skill = skills[index];
            return (
              <div
                key={index}
                role="columnheader"
                id={idOf(-1, index)}
                aria-colindex={index + 2}
                aria-sort={skill !== undefined && skill.skillId === sortSkillId ? 'descending' : undefined}
                data-matrix-row={-1}
                data-matrix-column={index}
                title={skill && isolate(skill.name)}
                className={cx(
                  'absolute inset-y-0 flex cursor-pointer flex-col justify-end border-e border-line px-2 py-1.5 text-xs hover:bg-line',
                  activeIf(active.row === -1 && active.column === index),
                )}
                style={{ insetInlineStart: start, width: size }}
              >
                {skill && (
                  <>
                    <span className="truncate text-ink-faint">
                      <UserText>{skill.category}</UserText>
                    </span>
                    <span className="line-clamp-2 font-medium wrap-anywhere">
                      <UserText>{skill.name}</UserText>
                      {skill.skillId === sortSkillId && ' ↓'}
                    </span>
                  </>
                )}
              </div>
            );
          })}
        </div>
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
              context={context}
            />
          );
        })}
      </div>
    </div>
  );
}

const endsOf = (items: readonly VirtualItem[]): [first: number, last: number] => [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
