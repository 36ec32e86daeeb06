import { Trans } from '@lingui/react/macro';
import type { MatrixCell, MatrixGroup, MatrixPerson, MatrixSkill, SkillsMatrix } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { TILE } from '../api/read-matrix.ts';
import { cellsIn, type MatrixRow } from '../matrix-table.ts';
import { LEVEL_FILLS, MatrixCellFacts } from './matrix-cell.tsx';

export const COLUMN_WIDTH = 116;
export const COLUMN_WIDTH_CLASS = 'w-[116px] shrink-0';

/** What the grid gives to each row. The same object while the person scrolls vertically. */
export interface RowContext {
  /** The indexes of the columns that are in the document. */
  columns: readonly number[];
  skills: readonly MatrixSkill[];
  headWidth: number;
  width: number;
  /** The time that ages refer to. */
  now: Date;
  groupBy: MatrixGroup | undefined;
  idOf: (row: number, column: number) => string;
}

/** Where the cells start, after the columns that are not in the document. */
export const startOf = ({ columns, headWidth }: RowContext): number => headWidth + (columns[0] ?? 0) * COLUMN_WIDTH;

export interface MatrixRowProps {
  row: MatrixRow | undefined;
  index: number;
  start: number;
  height: number;
  /** The tiles of the row's page, by page of skills. */
  tiles: readonly (SkillsMatrix | undefined)[];
  /** The active column, if the active cell is in this row. */
  activeColumn: number | undefined;
  context: RowContext;
}

const activeClass = 'group-focus/grid:outline-2 -outline-offset-2 outline-accent';
export const activeIf = (isActive: boolean) => isActive && activeClass;

/** A person with their cells, the heading of a group, or a row that is not loaded yet. */
export const MatrixRowView = memo(function MatrixRowView(props: MatrixRowProps) {
  const { row, index, start, height, context } = props;
  const style = { top: start, height, width: context.width };
  return (
    <div role="row" aria-rowindex={index + 2} className="absolute start-0 border-b border-line" style={style}>
      {row?.kind === 'group' ? <GroupHeading {...props} row={row} /> : <PersonCells {...props} row={row} />}
    </div>
  );
});

function GroupHeading({ row, index, activeColumn, context }: MatrixRowProps & { row: MatrixRow & { kind: 'group' } }) {
  const { name } = row.group;
  return (
    <div
      role="gridcell"
      id={activeColumn === undefined ? undefined : context.idOf(index, -1)}
      aria-colindex={1}
      aria-colspan={context.skills.length + 1}
      className={cx('h-full bg-sunken', activeIf(activeColumn !== undefined))}
    >
      <span className="sticky start-0 flex h-full w-fit max-w-[60vw] items-center px-3 text-sm font-semibold">
        <span className="truncate">
          {name !== null ? (
            <UserText>{name}</UserText>
          ) : context.groupBy === 'project' ? (
            <Trans>No active project</Trans>
          ) : (
            <Trans>No title</Trans>
          )}
        </span>
      </span>
    </div>
  );
}

function PersonCells({ row, index, tiles, activeColumn, context }: MatrixRowProps & { row: (MatrixRow & { kind: 'person' }) | undefined }) {
  const { columns, skills, headWidth, now, idOf } = context;
  return (
    <>
      <div
        role="rowheader"
        id={activeColumn === -1 ? idOf(index, -1) : undefined}
        aria-colindex={1}
        className={cx(
          'sticky start-0 z-10 flex h-full flex-col justify-center border-e border-line-strong bg-surface px-3',
          activeIf(activeColumn === -1),
        )}
        style={{ width: headWidth }}
      >
        {row ? <PersonName person={row.person} /> : <span className="h-3 w-3/5 rounded-sm bg-sunken" />}
      </div>
      <div role="presentation" className="absolute inset-y-0 flex" style={{ insetInlineStart: startOf(context) }}>
        {columns.map((column) => {
          const skill = skills[column];
          const tile = tiles[Math.floor(column / TILE.skills)];
          const cells = row && tile && cellsIn(tile, row.person);
          return (
            <MatrixCellView
              key={column}
              activeId={activeColumn === column ? idOf(index, column) : undefined}
              isLoaded={cells !== undefined}
              cell={skill && cells?.get(skill.skillId)}
              {...{ column, now }}
            />
          );
        })}
      </div>
    </>
  );
}

interface MatrixCellProps {
  /** The id of the active cell. The grid names no other cell. */
  activeId: string | undefined;
  column: number;
  isLoaded: boolean;
  cell: MatrixCell | undefined;
  now: Date;
}

/** One cell. Scrolling sideways renders only the cells that come into view, and not the whole row again. */
const MatrixCellView = memo(function MatrixCellView({ activeId, column, isLoaded, cell, now }: MatrixCellProps) {
  const isActive = activeId !== undefined;
  return (
    <div
      role="gridcell"
      id={activeId}
      aria-colindex={column + 2}
      className={cx(
        'cursor-pointer content-center border-e border-line px-2 text-xs tabular-nums hover:bg-sunken',
        COLUMN_WIDTH_CLASS,
        cell?.proficiencyLevel && LEVEL_FILLS[cell.proficiencyLevel],
        activeIf(isActive),
      )}
    >
      {isLoaded ? <MatrixCellFacts {...{ cell, now, isActive }} /> : <span className="block h-2 w-1/2 rounded-sm bg-sunken" />}
    </div>
  );
});

const PersonName = memo(function PersonName({ person: { profileId, name, title } }: { person: MatrixPerson }) {
  return (
    <>
      {/* Enter opens it too, when the cell is active. */}
      <Link
        to={paths.profile}
        params={{ personId: profileId }}
        tabIndex={-1}
        className="flex min-h-6 items-center font-medium hover:underline"
      >
        {/* A phone shows the name in two lines, instead of the title. */}
        <span className="line-clamp-2 leading-tight wrap-anywhere md:line-clamp-1" title={isolate(name)}>
          <UserText>{name}</UserText>
        </span>
      </Link>
      {title !== null && (
        <span className="truncate text-xs text-ink-faint max-md:hidden" title={isolate(title)}>
          <UserText>{title}</UserText>
        </span>
      )}
    </>
  );
});
