import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function PeoplePage() {
  return (
    <Page title="People">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
