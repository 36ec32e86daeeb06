import { t } from '@lingui/core/macro';
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
  /** The consequences, and whether they can be undone. */
  children: ReactNode;
  /** The verb on the button: "Complete". */
  action: string;
  /** The button that closes the dialog. "Cancel" by default; use another word if the action itself is to cancel something. */
  dismiss?: string;
  isDanger?: boolean;
  isBusy?: boolean;
  /** The error of the last attempt. */
  error?: unknown;
  onConfirm: () => void;
}

/** Asks for confirmation before an action that cannot easily be undone. */
export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  children,
  action,
  dismiss = t`Cancel`,
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
