import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { MatrixCell as Cell, ProficiencyLevel } from '@skilltrace/contract';
import { useDeferredValue } from 'react';
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

interface MatrixCellFactsProps {
  cell: Cell | undefined;
  now: Date;
  isActive?: boolean;
}

/**
 * The level with its age above the signals with the age of the last one. Both are words and numbers, so that no color is needed.
 * Screen readers read them as sentences. Two lines of one element, because a jump shows more than a hundred cells.
 */
export function MatrixCellFacts({ cell, now, isActive }: MatrixCellFactsProps) {
  // A screen reader reads the active cell, so its sentence is there first. Those of the other cells follow after the cells are drawn.
  const isDrawn = useDeferredValue(true, false);
  return (
    <>
      {(isActive || isDrawn) && <span className="sr-only">{cellInWords(cell, now)}</span>}
      {cell && (
        <span
          aria-hidden="true"
          className={cx(
            'block overflow-hidden text-ellipsis whitespace-pre text-ink-muted',
            cell.proficiencyLevel === null ? 'first-line:text-ink-faint' : 'first-line:text-ink',
          )}
        >
          <LevelFacts cell={cell} now={now} />
          {cell.signals !== null && `\n${signalFacts(cell.signals, cell.lastSignalAt, now)}`}
        </span>
      )}
    </>
  );
}

const signalFacts = (signals: number, lastSignalAt: string | null, now: Date) =>
  signals === 0 || lastSignalAt === null ? inDigits(0) : `${inDigits(signals)} · ${shortAge(lastSignalAt, now)}`;

function LevelFacts({ cell: { proficiencyLevel, lastValidatedAt, isStale }, now }: { cell: Cell; now: Date }) {
  if (proficiencyLevel === null || lastValidatedAt === null) return '–';
  const age = shortAge(lastValidatedAt, now);
  return (
    <>
      {isStale && <ExclamationTriangleIcon className="float-end size-3.5 text-waiting" />}
      <strong className="font-semibold">{shortLevel(proficiencyLevel)}</strong> {isStale ? <span className="font-medium">{age}</span> : age}
    </>
  );
}
