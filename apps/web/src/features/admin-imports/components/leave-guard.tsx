import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';

export interface LeaveGuardProps {
  /** Whether leaving now would break something off. */
  isOn: boolean;
  title: string;
  /** What stands, and what does not, if one leaves. */
  children: ReactNode;
}

/** Asks before the page is left; the browser asks in its own words when the tab is closed. */
export function LeaveGuard({ isOn, title, children }: LeaveGuardProps) {
  const blocker = useBlocker({
    // Signing in again comes before everything.
    shouldBlockFn: ({ current, next }) => isOn && next.pathname !== current.pathname && next.pathname !== '/sign-in',
    enableBeforeUnload: isOn,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onOpenChange={(isOpen) => !isOpen && blocker.reset?.()}
      title={title}
      action="Leave"
      isDanger
      onConfirm={() => blocker.proceed?.()}
    >
      {children}
    </ConfirmDialog>
  );
}
