import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function AdminMismatchesPage() {
  return (
    <Page title="Mismatches">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
