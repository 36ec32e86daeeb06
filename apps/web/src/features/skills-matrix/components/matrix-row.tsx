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

/** The place of a column in the grid. */
interface ShownColumn {
  index: number;
  start: number;
  size: number;
}

/** What the grid gives to each row. The same object while the person scrolls vertically. */
export interface RowContext {
  columns: readonly ShownColumn[];
  skills: readonly MatrixSkill[];
  headWidth: number;
  width: number;
  /** The time that ages refer to. */
  now: Date;
  groupBy: MatrixGroup | undefined;
  idOf: (row: number, column: number) => string;
}

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
  const style = { transform: `translateY(${start}px)`, height, width: context.width };
  return (
    <div role="row" aria-rowindex={index + 2} className="absolute top-0 start-0 border-b border-line" style={style}>
      {row?.kind === 'group' ? <GroupHeading {...props} row={row} /> : <PersonCells {...props} row={row} />}
    </div>
  );
});

function GroupHeading({ row, index, activeColumn, context }: MatrixRowProps & { row: MatrixRow & { kind: 'group' } }) {
  const { name } = row.group;
  return (
    <div
      role="gridcell"
      id={context.idOf(index, -1)}
      aria-colindex={1}
      aria-colspan={context.skills.length + 1}
      data-matrix-row={index}
      data-matrix-column={-1}
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
        id={idOf(index, -1)}
        aria-colindex={1}
        data-matrix-row={index}
        data-matrix-column={-1}
        className={cx(
          'sticky start-0 z-10 flex h-full flex-col justify-center border-e border-line-strong bg-surface px-3',
          activeIf(activeColumn === -1),
        )}
        style={{ width: headWidth }}
      >
        {row ? <PersonName person={row.person} /> : <span className="h-3 w-3/5 rounded-sm bg-sunken" />}
      </div>
      {columns.map(({ index: column, start, size }) => {
        const skill = skills[column];
        const tile = tiles[Math.floor(column / TILE.skills)];
        const cells = row && tile && cellsIn(tile, row.person);
        return (
          <MatrixCellView
            key={column}
            id={idOf(index, column)}
            isLoaded={cells !== undefined}
            isActive={activeColumn === column}
            cell={skill && cells?.get(skill.skillId)}
            {...{ index, column, start, size, now }}
          />
        );
      })}
    </>
  );
}

interface MatrixCellProps {
  id: string;
  index: number;
  column: number;
  start: number;
  size: number;
  isLoaded: boolean;
  isActive: boolean;
  cell: MatrixCell | undefined;
  now: Date;
}

/** One cell. Scrolling sideways renders only the cells that come into view, and not the whole row again. */
const MatrixCellView = memo(function MatrixCellView({ id, index, column, start, size, isLoaded, isActive, cell, now }: MatrixCellProps) {
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={column + 2}
      data-matrix-row={index}
      data-matrix-column={column}
      className={cx(
        'absolute inset-y-0 grid cursor-pointer content-center border-e border-line px-2 text-xs tabular-nums hover:bg-sunken',
        cell?.proficiencyLevel && LEVEL_FILLS[cell.proficiencyLevel],
        activeIf(isActive),
      )}
      style={{ insetInlineStart: start, width: size }}
    >
      {isLoaded ? <MatrixCellFacts cell={cell} now={now} /> : <span className="h-2 w-1/2 rounded-sm bg-sunken" />}
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
