import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function AdminTokensPage() {
  return (
    <Page title="API tokens">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
