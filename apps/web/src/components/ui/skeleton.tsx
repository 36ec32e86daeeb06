import { cx } from '#lib/cx.ts';

/** A grey place for what is on its way; give it the size of that. */
export function Skeleton({ className, isRound = false }: { className?: string; isRound?: boolean }) {
  return <div aria-hidden="true" className={cx('animate-pulse bg-sunken', isRound ? 'rounded-full' : 'rounded-sm', className ?? 'h-4')} />;
}

/** Lines of a list or a table on their way. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className={cx('h-5', index % 3 === 1 ? 'w-4/5' : index % 3 === 2 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  );
}
