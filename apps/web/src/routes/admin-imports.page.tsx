import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function AdminImportsPage() {
  return (
    <Page title="Imports">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
