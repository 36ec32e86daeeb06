import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function WhoKnowsPage() {
  return (
    <Page title="Who knows…">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
