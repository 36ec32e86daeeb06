import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { CurrentAssignment } from '@skilltrace/contract';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useLeaveProject } from '../api/leave-project.ts';

/** Ends the person's own assignment after showing the consequences. */
export function LeaveProjectDialog({ assignment, onClose }: { assignment: CurrentAssignment; onClose: () => void }) {
  const leave = useLeaveProject();
  const project = isolate(assignment.projectName);
  const confirm = () => {
    if (leave.isPending) return;
    leave.mutate(assignment.assignmentId, {
      onSuccess: () => {
        showStatus({ text: t`You left ${project}.`, tone: 'decided' });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t`Leave ${project}?`}
      action={t`Leave project`}
      isDanger
      isBusy={leave.isPending}
      error={leave.error}
      onConfirm={confirm}
    >
      <ul className="grid list-disc gap-1 ps-4">
        <li>
          <Trans>You can no longer post updates on this project or read its updates.</Trans>
        </li>
        <li>
          <Trans>Your updates and signals are kept.</Trans>
        </li>
        <li>
          <Trans>Leaving does not count as completing the project.</Trans>
        </li>
        <li>
          <Trans>You cannot undo this. The Tech Lead can assign you again.</Trans>
        </li>
      </ul>
    </ConfirmDialog>
  );
}
