import { useId, type ReactNode } from 'react';
import { inDigits } from '#lib/format/number.ts';

/** Sessions in the same state, below their heading. */
export function SessionGroup({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 flex items-baseline gap-2 font-semibold">
        {title}
        {count !== undefined && <span className="text-sm font-normal text-ink-faint tabular-nums">{inDigits(count)}</span>}
      </h2>
      <div className="list-frame bg-surface [&_li:last-child>div]:border-b-0">{children}</div>
    </section>
  );
}
