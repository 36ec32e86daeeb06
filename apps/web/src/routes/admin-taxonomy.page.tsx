import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function AdminTaxonomyPage() {
  return (
    <Page title="Taxonomy">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
