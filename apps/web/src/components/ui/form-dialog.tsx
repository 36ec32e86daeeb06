import { Trans } from '@lingui/react/macro';
import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, type DialogProps } from '#components/ui/dialog.tsx';

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'description' | 'width'> {
  onClose: () => void;
  /** The verb on the button. */
  action: string;
  isBusy: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form in a dialog. Render it while the dialog is open: it keeps the input until the form succeeds or is closed. */
export function FormDialog({ onClose, action, isBusy, onSubmit, children, ...dialog }: FormDialogProps) {
  const id = useId();
  const isSent = useRef(false);
  // After a render, the form shows that it is busy or shows its errors, so it can be submitted again.
  useEffect(() => {
    isSent.current = false;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog that a form opens is inside of it for React, which would submit that form too.
    event.stopPropagation();
    // A second click can come before the form renders as busy.
    if (isBusy || isSent.current) return;
    isSent.current = true;
    setTimeout(() => (isSent.current = false), 300);
    onSubmit();
  };
  return (
    <Dialog
      {...dialog}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={id} variant="primary" isBusy={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        {children}
      </form>
    </Dialog>
  );
}
