import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function MentorshipPage() {
  return (
    <Page title="Mentorship">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
