import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { MatrixCell as Cell, ProficiencyLevel } from '@skilltrace/contract';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { shortAge, shortLevel } from '../cell-words.ts';

/** Darker for a higher level. The word says the same. */
export const LEVEL_FILLS: Readonly<Record<ProficiencyLevel, string>> = {
  NOVICE: 'bg-accent/8',
  INTERMEDIATE: 'bg-accent/15',
  ADVANCED: 'bg-accent/22',
  EXPERT: 'bg-accent/30',
};

/** The level with its age above the signals with the age of the last one. Both are words and numbers, so that no color is needed. */
export function MatrixCellFacts({ cell, now }: { cell: Cell; now: Date }) {
  const { proficiencyLevel, lastValidatedAt, isStale, signals, lastSignalAt } = cell;
  return (
    <>
      <span className="flex min-w-0 items-center gap-1">
        {proficiencyLevel === null || lastValidatedAt === null ? (
          <span className="text-ink-faint">–</span>
        ) : (
          <>
            <strong className="font-semibold">{shortLevel(proficiencyLevel)}</strong>
            <span className={cx('min-w-0 truncate', isStale && 'font-medium')}>{shortAge(lastValidatedAt, now)}</span>
            {isStale && <ExclamationTriangleIcon className="ms-auto size-3.5 shrink-0 text-waiting" />}
          </>
        )}
      </span>
      {signals !== null && (
        <span className="truncate text-ink-muted">
          {signals === 0 || lastSignalAt === null ? inDigits(0) : `${inDigits(signals)} · ${shortAge(lastSignalAt, now)}`}
        </span>
      )}
    </>
  );
}
