import type { ReactNode } from 'react';
import { cx } from '#lib/cx.ts';

/** Shows the previous data faded until the new data arrives. */
export function Stale({ isStale, children }: { isStale: boolean; children: ReactNode }) {
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-40')}>
      {children}
    </div>
  );
}
