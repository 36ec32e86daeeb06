import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** "No signals yet" */
  title: string;
  /** A sentence that says what would fill it. */
  children?: ReactNode;
  /** The button that does. */
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-1 rounded border border-dashed border-line px-5 py-6">
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-text text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
