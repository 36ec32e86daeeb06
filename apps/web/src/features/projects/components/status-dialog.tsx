import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { plural } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useChangeProject } from '../api/change-project.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';

/** Archives a project, or takes it up again, after saying what follows. */
export function StatusDialog({ project, to, onClose }: ProjectDialogProps & { to: 'archived' | 'active' }) {
  const change = useChangeProject(project.id);
  const { name, memberCount, completedAt } = project;
  const isArchiving = to === 'archived';
  const confirm = () => {
    if (change.isPending) return;
    change.mutate(
      { status: to },
      {
        onSuccess: () => {
          showStatus({ text: isArchiving ? `${isolate(name)} is archived.` : `${isolate(name)} is active again.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={isArchiving ? `Archive ${isolate(name)}?` : `Bring ${isolate(name)} back?`}
      action={isArchiving ? 'Archive' : 'Bring back'}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={confirm}
    >
      {!isArchiving ? (
        <p>It becomes active again, with everybody whose assignment has not ended. Nothing is emitted.</p>
      ) : completedAt !== null ? (
        <p>It leaves the list of completed projects. What was completed cannot be brought back to active. Nothing is emitted.</p>
      ) : (
        <p>
          Nobody can post updates, and {memberCount === 0 ? 'nobody' : plural(memberCount, 'person', 'people')} no longer count
          {memberCount === 1 || memberCount === 0 ? 's' : ''} as being on it. No assignment ends and nothing is emitted: bring it back, and
          all is as before.
        </p>
      )}
    </ConfirmDialog>
  );
}
