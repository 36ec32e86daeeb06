import { useId, type ReactNode } from 'react';
import { Sentence } from './user-text.tsx';

export interface SectionProps {
  title: string;
  /** The fragment of an address that leads here. */
  anchor?: string;
  /** Controls or a note after the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A framed part of a page with its own heading. */
export function Section({ title, anchor, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className="rounded border border-line bg-surface">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-1">
        <h2 id={id} className="font-semibold">
          <Sentence>{title}</Sentence>
        </h2>
        {actions}
      </div>
      <div className="p-4">{children}</div>
    </section>
  );
}
