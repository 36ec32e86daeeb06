import { useMatches, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';

/** In place of a page that could not be opened at all. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const where = useMatches({ select: (matches) => matches.flatMap(({ staticData }) => staticData.crumbs ?? []).at(-1)?.label });
  return (
    <Page title={where ?? 'Skilltrace'}>
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

/** The same where even the frame could not be opened. */
export function FailedAlone(props: ErrorComponentProps) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  );
}
