import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function InboxPage() {
  return (
    <Page title="Validation Inbox">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
