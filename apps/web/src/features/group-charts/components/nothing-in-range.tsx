import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { GroupView } from '../group-search.ts';

/** The number of skills in a chart. The table shows all. */
export const MOST_SKILLS = 10;

/** Replaces a chart without signals. */
export function NothingInRange({ view: { search, go } }: { view: GroupView }) {
  if (search.range === 'all') return <NoSignalsYet />;
  return (
    <EmptyState
      title={t`No signals in this range`}
      action={
        <Button onClick={() => go({ range: 'all', from: undefined, to: undefined, on: undefined })}>
          <Trans>Show all time</Trans>
        </Button>
      }
    >
      <Trans>There may be signals before or after it.</Trans>
    </EmptyState>
  );
}

/** Replaces a chart or a table if there are no signals at all. */
export const NoSignalsYet = () => (
  <EmptyState title={t`No signals yet`}>
    <Trans>Joining projects, posting updates and completing projects create signals.</Trans>
  </EmptyState>
);
