import { useId, useRef, type FormEvent, type ReactNode } from 'react';
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

/** A form in a dialog. There as long as it is open; what was written stays until it succeeds or is closed. */
export function FormDialog({ onClose, action, isBusy, onSubmit, children, ...dialog }: FormDialogProps) {
  const id = useId();
  const isSent = useRef(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Two presses may come before the first has been drawn as busy.
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
          <Button onClick={onClose}>Cancel</Button>
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
