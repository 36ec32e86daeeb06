import type { ReactNode } from 'react';
import { cx } from '#lib/cx.ts';

/** What was asked for before, in its place and plainly not the answer, until the answer is there. */
export function Stale({ isStale, children }: { isStale: boolean; children: ReactNode }) {
  return (
    <div aria-busy={isStale} className={cx('transition-opacity', isStale && 'opacity-40')}>
      {children}
    </div>
  );
}
