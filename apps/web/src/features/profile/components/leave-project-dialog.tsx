import type { CurrentAssignment } from '@skilltrace/contract';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useLeaveProject } from '../api/leave-project.ts';

/** Ends one's own assignment, after saying what changes. */
export function LeaveProjectDialog({ assignment, onClose }: { assignment: CurrentAssignment; onClose: () => void }) {
  const leave = useLeaveProject();
  const project = isolate(assignment.projectName);
  const confirm = () => {
    if (leave.isPending) return;
    leave.mutate(assignment.assignmentId, {
      onSuccess: () => {
        showStatus({ text: `You left ${project}.`, tone: 'decided' });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Leave ${project}?`}
      action="Leave project"
      isDanger
      isBusy={leave.isPending}
      error={leave.error}
      onConfirm={confirm}
    >
      <ul className="grid list-disc gap-1 pl-4">
        <li>You can no longer post updates on this project or read those of others.</li>
        <li>Your updates and signals stay.</li>
        <li>Leaving does not count as completing the project.</li>
        <li>You cannot undo this. The Tech Lead can assign you again.</li>
      </ul>
    </ConfirmDialog>
  );
}
