import type { ReactNode } from 'react';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Sentence } from './user-text.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The question: "Complete Harbour?" */
  title: string;
  /** What follows from it, and whether it can be undone. */
  children: ReactNode;
  /** The verb on the button: "Complete". */
  action: string;
  /** Goes back without doing it: "Cancel", unless that is what is asked about. */
  dismiss?: string;
  isDanger?: boolean;
  isBusy?: boolean;
  /** What went wrong at the last attempt. */
  error?: unknown;
  onConfirm: () => void;
}

/** Asks before something that cannot easily be undone. */
export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  children,
  action,
  dismiss = 'Cancel',
  isDanger,
  isBusy,
  error,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={title}
      width="sm"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{dismiss}</Button>
          <Button variant={isDanger ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <div className="text-ink-muted">
        <Sentence>{children}</Sentence>
      </div>
      {error != null && (
        <p role="alert" className="mt-3 text-failed">
          <Sentence>{toApiProblem(error).detail}</Sentence>
        </p>
      )}
    </Dialog>
  );
}
