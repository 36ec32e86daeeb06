import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function AdminPeoplePage() {
  return (
    <Page title="People and invitations">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
