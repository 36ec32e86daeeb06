import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { GroupView } from '../group-search.ts';

/** As many skills as a chart shows; the table shows all. */
export const MOST_SKILLS = 10;

/** In place of a chart that has nothing to show. */
export function NothingInRange({ view: { search, go } }: { view: GroupView }) {
  if (search.range === 'all') return <EmptyState title="No signals yet">Joining, posting and completing leave them.</EmptyState>;
  return (
    <EmptyState
      title="No signals in this range"
      action={<Button onClick={() => go({ range: 'all', from: undefined, to: undefined, on: undefined })}>Show all there is</Button>}
    >
      There may be some before or after it.
    </EmptyState>
  );
}
