import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function ProjectsPage() {
  return (
    <Page title="Projects">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
