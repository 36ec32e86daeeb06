import { i18n } from '@lingui/core';
import { useMatches, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';

/** Shown instead of a page that cannot be opened. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const where = useMatches({ select: (matches) => matches.flatMap(({ staticData }) => staticData.crumbs ?? []).at(-1)?.label });
  return (
    <Page title={where ? i18n._(where) : 'Skilltrace'}>
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
}

/** The same if the frame itself cannot be opened. */
export function FailedPageWithoutFrame(props: ErrorComponentProps) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  );
}
