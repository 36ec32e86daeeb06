import type { ReactNode } from 'react';
import { Sentence } from './user-text.tsx';

export interface EmptyStateProps {
  /** "No signals yet" */
  title: string;
  /** How to add the first item. */
  children?: ReactNode;
  /** A button that adds the first item. */
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-1 rounded border border-dashed border-line px-5 py-6">
      <p className="font-medium">
        <Sentence>{title}</Sentence>
      </p>
      {children !== undefined && (
        <div className="max-w-text text-ink-muted">
          <Sentence>{children}</Sentence>
        </div>
      )}
      {action !== undefined && action !== false && <div className="mt-2 max-sm:*:min-h-11">{action}</div>}
    </div>
  );
}
