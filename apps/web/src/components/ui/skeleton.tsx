import { Trans } from '@lingui/react/macro';
import { cx } from '#lib/cx.ts';

/** A gray placeholder. Give it the size of the content that is loading. */
export function Skeleton({ className, isRound = false }: { className?: string; isRound?: boolean }) {
  return <div aria-hidden="true" className={cx('animate-pulse bg-sunken', isRound ? 'rounded-full' : 'rounded-sm', className ?? 'h-4')} />;
}

/** A placeholder for the rows of a list or a table. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className={cx('h-5', index % 3 === 1 ? 'w-4/5' : index % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  );
}
