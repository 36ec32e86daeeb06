import { Trans } from '@lingui/react/macro';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { cx } from '#lib/cx.ts';

const WIDTHS = ['w-full', 'w-4/5', 'w-3/5', 'w-1/2', 'w-2/5', 'w-1/3', 'w-1/4', 'w-1/5'];

/** A placeholder in the shape of the rows of a chart. */
export function ChartRowsSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      {WIDTHS.map((width) => (
        <div
          key={width}
          aria-hidden="true"
          className="grid h-13 content-center items-center gap-1 sm:h-11 sm:grid-cols-[minmax(0,9.25rem)_minmax(0,1fr)] sm:gap-3"
        >
          <Skeleton className="h-5 w-24" />
          <Skeleton className={cx('h-4', width)} />
        </div>
      ))}
    </div>
  );
}
