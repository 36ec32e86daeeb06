import type { ProjectMember } from '@skilltrace/contract';
import { PersonConcerned } from '#components/pickers/person-facts.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { showStatus } from '#lib/status.ts';
import { useEndAssignment } from '../api/end-assignment.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';

/** Ends an assignment now, after saying what follows. */
export function EndAssignmentDialog({ project, member, onClose }: ProjectDialogProps & { member: ProjectMember }) {
  const { assignmentId, profileId, name, tags } = member;
  const end = useEndAssignment();
  const confirm = () => {
    if (end.isPending) return;
    end.mutate(
      { assignmentId },
      {
        onSuccess: () => {
          showStatus({ text: `${isolate(name)} is on ${isolate(project.name)} no longer.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`End ${isolate(name)}’s time on ${isolate(project.name)}?`}
      action="End now"
      isDanger
      isBusy={end.isPending}
      error={end.error}
      onConfirm={confirm}
    >
      <div className="mb-2">
        <PersonConcerned person={{ id: profileId, name }} />
      </div>
      <ul className="grid list-disc gap-1 pl-4">
        <li>
          No more updates from <UserText>{name}</UserText> here. Their updates and signals stay.
        </li>
        <li>Nothing is emitted: who leaves before the end completes nothing.</li>
        {tags.length > 0 && (
          <li>
            The tags <Sentence>{listInWords(tags)}</Sentence> no longer count: what only they made Core Stack goes to the Validated
            Inventory.
          </li>
        )}
        <li>
          The end stands. <UserText>{name}</UserText> can be assigned again later.
        </li>
      </ul>
    </ConfirmDialog>
  );
}
