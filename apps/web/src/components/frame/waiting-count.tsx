import { Trans } from '@lingui/react/macro';
import { inDigits } from '#lib/format/number.ts';

/** The number of things that wait for this person, next to an item of the navigation. Renders nothing for zero. */
export function WaitingCount({ of }: { of: number }) {
  if (of === 0) return null;
  const number = inDigits(of);
  return (
    <span className="text-sm text-ink-faint tabular-nums">
      <Trans comment="Next to an item in the navigation: the number of pending requests">
        {number}
        <span className="sr-only"> waiting</span>
      </Trans>
    </span>
  );
}
