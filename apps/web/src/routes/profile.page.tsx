import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function ProfilePage() {
  return (
    <Page title="Profile">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
