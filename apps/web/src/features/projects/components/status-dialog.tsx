import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useChangeProject } from '../api/change-project.ts';
import { useCompletionPreview } from '../api/complete-project.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { MovedDecisions } from './moved-decisions.tsx';

/** Pending decisions leave the inbox while the project is archived. An error is not shown, because archiving can be undone. */
function DecisionsOf({ projectId }: { projectId: number }) {
  const { data } = useCompletionPreview(projectId);
  return data && <MovedDecisions projectId={projectId} decisions={data.decisions} />;
}

/** Archives or reactivates a project, after showing the consequences. */
export function StatusDialog({ project, to, onClose }: ProjectDialogProps & { to: 'archived' | 'active' }) {
  const change = useChangeProject(project.id);
  const { memberCount, completedAt } = project;
  const projectName = isolate(project.name);
  const isArchiving = to === 'archived';
  const confirm = () => {
    if (change.isPending) return;
    change.mutate(
      { status: to },
      {
        onSuccess: () => {
          showStatus({ text: isArchiving ? t`${projectName} is archived.` : t`${projectName} is active again.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={isArchiving ? t`Archive ${projectName}?` : t`Reactivate ${projectName}?`}
      action={isArchiving ? t`Archive` : t`Reactivate`}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={confirm}
    >
      {!isArchiving ? (
        <p>
          <Trans>The project becomes active again, with all members whose assignments have not ended. This creates no signals.</Trans>
        </p>
      ) : completedAt !== null ? (
        <p>
          <Trans>
            The project leaves the list of completed projects. A completed project cannot become active again. This creates no signals.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>
            Members cannot post updates while the project is archived.{' '}
            <Plural
              value={memberCount}
              _0="It has no members."
              one="# person no longer counts as a member."
              other="# people no longer count as members."
            />{' '}
            No assignment ends and no signals are created. If you reactivate the project, its members are as before.
          </Trans>
        </p>
      )}
      {isArchiving && completedAt === null && <DecisionsOf projectId={project.id} />}
    </ConfirmDialog>
  );
}
