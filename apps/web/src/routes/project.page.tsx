import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function ProjectPage() {
  return (
    <Page title="Project">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
