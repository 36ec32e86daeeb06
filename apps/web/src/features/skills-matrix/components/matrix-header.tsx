import { Trans } from '@lingui/react/macro';
import type { MatrixSkill } from '@skilltrace/contract';
import { memo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { activeIf, COLUMN_WIDTH_CLASS, startOf, type RowContext } from './matrix-row.tsx';

export const HEADER_HEIGHT = 68;

interface MatrixHeaderProps {
  context: RowContext;
  /** The active column, if the active cell is in this row. */
  activeColumn: number | undefined;
  sortSkillId: number | undefined;
}

/** The row of skills. */
export const MatrixHeader = memo(function MatrixHeader({ context, activeColumn, sortSkillId }: MatrixHeaderProps) {
  const { columns, skills, headWidth, width, idOf } = context;
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-20 border-b border-line-strong bg-sunken"
      style={{ height: HEADER_HEIGHT, width }}
    >
      <div
        role="columnheader"
        id={activeColumn === -1 ? idOf(-1, -1) : undefined}
        aria-colindex={1}
        className={cx(
          'sticky start-0 z-10 flex h-full items-end border-e border-line-strong bg-sunken px-3 py-2 text-sm font-medium',
          activeIf(activeColumn === -1),
        )}
        style={{ width: headWidth }}
      >
        <Trans>Person</Trans>
      </div>
      <div role="presentation" className="absolute inset-y-0 flex" style={{ insetInlineStart: startOf(context) }}>
        {columns.map((column) => {
          const isActive = activeColumn === column;
          return (
            <SkillHeading
              key={column}
              id={isActive ? idOf(-1, column) : undefined}
              skill={skills[column]}
              isSorted={sortSkillId !== undefined && skills[column]?.skillId === sortSkillId}
              {...{ column, isActive }}
            />
          );
        })}
      </div>
    </div>
  );
});

interface SkillHeadingProps {
  id: string | undefined;
  column: number;
  skill: MatrixSkill | undefined;
  isActive: boolean;
  isSorted: boolean;
}

const SkillHeading = memo(function SkillHeading({ id, column, skill, isActive, isSorted }: SkillHeadingProps) {
  return (
    <div
      role="columnheader"
      id={id}
      aria-colindex={column + 2}
      aria-sort={isSorted ? 'descending' : undefined}
      title={skill && isolate(skill.name)}
      className={cx(
        'flex cursor-pointer flex-col justify-end border-e border-line px-2 py-1.5 text-xs hover:bg-line',
        COLUMN_WIDTH_CLASS,
        activeIf(isActive),
      )}
    >
      {skill && (
        <>
          <span className="truncate text-ink-faint">
            <UserText>{skill.category}</UserText>
          </span>
          <span className="line-clamp-2 font-medium wrap-anywhere">
            <UserText>{skill.name}</UserText>
            {isSorted && ' ↓'}
          </span>
        </>
      )}
    </div>
  );
});
