import { Trans } from '@lingui/react/macro';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of the inbox while it loads. */
export const InboxSkeleton = () => (
  <div role="status" className="grid gap-4 md:grid-cols-[240px_minmax(0,1fr)] lg:grid-cols-[280px_minmax(0,1fr)]">
    <span className="sr-only">
      <Trans>Loading</Trans>
    </span>
    <div className="grid content-start gap-px">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-9" />
      ))}
    </div>
    <div className="grid content-start gap-2 max-md:hidden">
      <Skeleton className="h-11" />
      <Skeleton className="h-64" />
      <Skeleton className="h-24" />
    </div>
  </div>
);
