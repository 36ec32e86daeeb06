import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Period } from '#lib/time-range.ts';
import type { TrackerView } from '../tracker-search.ts';

/** Replaces a chart without signals. */
export function NothingInRange({ view: { go }, period }: { view: TrackerView; period: Period }) {
  if (period.range === 'all')
    return (
      <EmptyState title={t`No signals`}>
        <Trans>No signals match the selection above.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={t`No signals in this range`}
      action={
        <Button onClick={() => go({ range: 'all', from: undefined, to: undefined })}>
          <Trans>Show all time</Trans>
        </Button>
      }
    >
      <Trans>There may be signals before or after this range.</Trans>
    </EmptyState>
  );
}
