import { Trans } from '@lingui/react/macro';
import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { cx } from '#lib/cx.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { shortLevel } from '../cell-words.ts';
import { LEVEL_FILLS } from './matrix-cell.tsx';

/** What the short words and signs of a cell mean. */
export function MatrixLegend() {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-muted">
      {PROFICIENCY_LEVELS.map((level) => (
        <li key={level} className="flex items-center gap-1.5">
          <span className={cx('rounded-sm px-1 text-xs font-semibold text-ink', LEVEL_FILLS[level])}>{shortLevel(level)}</span>
          {levelName(level)}
        </li>
      ))}
      <li>
        <Trans>Above: validated level and its age</Trans>
      </li>
      <li>
        <Trans>Below: signals in the range and age of the last one</Trans>
      </li>
      <li className="flex items-center gap-1.5">
        <ExclamationTriangleIcon className="text-waiting" />
        <Trans>Stale: in the Core Stack, validated more than 365 days ago</Trans>
      </li>
    </ul>
  );
}
