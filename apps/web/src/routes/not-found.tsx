import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { paths } from '#config/paths.ts';

export function NotFound() {
  return (
    <Page title={t`Page not found`}>
      <EmptyState
        title={t`This page does not exist`}
        action={
          <Link to={paths.home} className={buttonClass()}>
            <Trans>Go to my skills</Trans>
          </Link>
        }
      >
        <Trans>Check the address for typos. The page may also have been removed.</Trans>
      </EmptyState>
    </Page>
  );
}
