import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Period } from '#lib/time-range.ts';
import type { TrackerView } from '../tracker-search.ts';

/** In place of a chart that has nothing to show. */
export function NothingInRange({ view: { go }, period }: { view: TrackerView; period: Period }) {
  if (period.range === 'all') return <EmptyState title="No signals">Nothing that is chosen above left any.</EmptyState>;
  return (
    <EmptyState
      title="No signals in this range"
      action={<Button onClick={() => go({ range: 'all', from: undefined, to: undefined })}>Show all there is</Button>}
    >
      There may be some before or after it.
    </EmptyState>
  );
}
