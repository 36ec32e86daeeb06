import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Assignment } from '@skilltrace/contract';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { showStatus } from '#lib/status.ts';
import { useEndAssignment } from '../api/end-assignment.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';

/** Ends an assignment now, after showing the consequences. */
export function EndAssignmentDialog({ project, member, onClose }: ProjectDialogProps & { member: Assignment }) {
  const { id: assignmentId, profileId, name, tags } = member;
  const end = useEndAssignment();
  const [personName, projectName] = [isolate(name), isolate(project.name)];
  const tagNames = listInWords(tags);
  const confirm = () => {
    if (end.isPending) return;
    end.mutate(
      { assignmentId },
      {
        onSuccess: () => {
          showStatus({ text: t`${personName} is no longer on ${projectName}.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t`End the assignment of ${personName} to ${projectName}?`}
      action={t`End assignment`}
      isDanger
      isBusy={end.isPending}
      error={end.error}
      onConfirm={confirm}
    >
      <div className="mb-2">
        <AffectedPerson person={{ id: profileId, name }} />
      </div>
      <ul className="grid list-disc gap-1 ps-4">
        <li>
          <Trans>
            <UserText>{name}</UserText> can no longer post updates here. Their existing updates and signals are kept.
          </Trans>
        </li>
        <li>
          <Trans>This creates no signals: a person who leaves before the project is completed gets no “completed” signal.</Trans>
        </li>
        {tags.length > 0 && (
          <li>
            <Trans>
              These tags no longer count: <Sentence>{tagNames}</Sentence>. A skill that is Core Stack only because of them moves to the
              Validated Inventory.
            </Trans>
          </li>
        )}
        <li>
          <Trans>
            This cannot be undone, but you can assign <UserText>{name}</UserText> again later.
          </Trans>
        </li>
      </ul>
    </ConfirmDialog>
  );
}
