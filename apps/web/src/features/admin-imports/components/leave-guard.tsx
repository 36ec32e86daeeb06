import { t } from '@lingui/core/macro';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';

export interface LeaveGuardProps {
  /** Whether leaving the page now would interrupt the import. */
  isOn: boolean;
  title: string;
  /** The consequence for the import. */
  children: ReactNode;
}

/** Asks before the user leaves the page. When the tab is closed, the browser asks with its own text. */
export function LeaveGuard({ isOn, title, children }: LeaveGuardProps) {
  const blocker = useBlocker({
    // A person whose session has expired must be able to sign in again.
    shouldBlockFn: ({ current, next }) => isOn && next.pathname !== current.pathname && next.pathname !== '/sign-in',
    enableBeforeUnload: isOn,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onOpenChange={(isOpen) => !isOpen && blocker.reset?.()}
      title={title}
      action={t`Leave`}
      isDanger
      onConfirm={() => blocker.proceed?.()}
    >
      {children}
    </ConfirmDialog>
  );
}
