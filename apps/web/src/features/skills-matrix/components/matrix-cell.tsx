import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { MatrixCell as Cell, ProficiencyLevel } from '@skilltrace/contract';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { cellInWords, shortAge, shortLevel } from '../cell-words.ts';

/** Darker for a higher level. The word says the same. */
export const LEVEL_FILLS: Readonly<Record<ProficiencyLevel, string>> = {
  NOVICE: 'bg-accent/8',
  INTERMEDIATE: 'bg-accent/15',
  ADVANCED: 'bg-accent/22',
  EXPERT: 'bg-accent/30',
};

/**
 * The level with its age above the signals with the age of the last one. Both are words and numbers, so that no color is needed.
 * Screen readers read them as sentences.
 */
export function MatrixCellFacts({ cell, now }: { cell: Cell | undefined; now: Date }) {
  return (
    <>
      <span className="sr-only">{cellInWords(cell, now)}</span>
      {cell && (
        <>
          <LevelFacts cell={cell} now={now} />
          {cell.signals !== null && (
            <span aria-hidden="true" className="truncate text-ink-muted">
              {cell.signals === 0 || cell.lastSignalAt === null
                ? inDigits(0)
                : `${inDigits(cell.signals)} · ${shortAge(cell.lastSignalAt, now)}`}
            </span>
          )}
        </>
      )}
    </>
  );
}

function LevelFacts({ cell: { proficiencyLevel, lastValidatedAt, isStale }, now }: { cell: Cell; now: Date }) {
  if (proficiencyLevel === null || lastValidatedAt === null)
    return (
      <span aria-hidden="true" className="text-ink-faint">
        –
      </span>
    );
  return (
    <span aria-hidden="true" className="flex min-w-0 items-center gap-1">
      <strong className="font-semibold">{shortLevel(proficiencyLevel)}</strong>
      <span className={cx('min-w-0 truncate', isStale && 'font-medium')}>{shortAge(lastValidatedAt, now)}</span>
      {isStale && <ExclamationTriangleIcon className="ms-auto size-3.5 shrink-0 text-waiting" />}
    </span>
  );
}
