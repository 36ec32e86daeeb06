import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';

export default function SkillTrackerPage() {
  return (
    <Page title="Skill Tracker">
      <EmptyState title="Not built yet" />
    </Page>
  );
}
