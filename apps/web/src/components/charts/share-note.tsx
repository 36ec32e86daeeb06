import { Trans } from '@lingui/react/macro';
import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import { inDigits } from '#lib/format/number.ts';

/** Explains how the shares of a distribution are computed. */
export function ShareNote() {
  const [joined, update, completed] = [
    inDigits(DEFAULT_WEIGHTS.joined),
    inDigits(DEFAULT_WEIGHTS.update),
    inDigits(DEFAULT_WEIGHTS.completed),
  ];
  return (
    <p className="text-xs text-ink-muted">
      <Trans>
        Share is weighted: joining a project counts {joined}, an update {update}, completing a project {completed}.
      </Trans>
    </p>
  );
}
