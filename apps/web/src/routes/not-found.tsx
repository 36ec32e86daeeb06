import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { paths } from '#config/paths.ts';

export function NotFound() {
  return (
    <Page title="No such page">
      <EmptyState
        title="There is nothing at this address"
        action={
          <Link to={paths.home} className={buttonClass()}>
            Go to my skills
          </Link>
        }
      >
        The address may be mistyped, or what it named may be gone.
      </EmptyState>
    </Page>
  );
}
