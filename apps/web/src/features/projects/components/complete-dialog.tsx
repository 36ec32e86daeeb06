import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { CompletedProject, CompletionPreview } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { showStatus } from '#lib/status.ts';
import { inDigits } from '#lib/format/number.ts';
import { useCompleteProject, useCompletionPreview } from '../api/complete-project.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { MovedDecisions, NewMembers } from './moved-decisions.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';

/** Completes the project after showing the consequences, which the server reports. */
export function CompleteDialog({ project, onClose }: ProjectDialogProps) {
  const preview = useCompletionPreview(project.id);
  const complete = useCompleteProject(project.id);
  const projectName = isolate(project.name);
  const confirm = () => {
    if (complete.isPending) return;
    complete.mutate(undefined, {
      onSuccess: (done) => {
        showStatus({ text: resultInWords(done), tone: 'decided', forMs: 12_000 });
        onClose();
      },
    });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t`Complete ${projectName}?`}
      description={t`This cannot be undone.`}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" disabled={preview.data === undefined} isBusy={complete.isPending} onClick={confirm}>
            <Trans>Complete</Trans>
          </Button>
        </>
      }
    >
      <QueryView query={preview} skeleton={<SkeletonRows rows={4} />}>
        {(data) => (
          <div className="grid gap-3">
            <MovedDecisions projectId={project.id} decisions={data.decisions} />
            {data.signals > 0 && <NewMembers members={data.newMembers} />}
            <Consequences preview={data} skills={project.skills.map(({ name }) => name)} />
          </div>
        )}
      </QueryView>
      <FormProblem error={complete.error} />
    </Dialog>
  );
}

function Consequences({
  preview: { members, assignmentsEnded, signals },
  skills,
}: {
  preview: CompletionPreview;
  skills: readonly string[];
}) {
  const memberCount = inDigits(members);
  const skillNames = listInWords(skills);
  return (
    <ul className="grid list-disc gap-1.5 ps-4">
      <li>
        {signals > 0 ? (
          <Trans>
            <strong>
              <Plural value={signals} one="# “completed” signal" other="# “completed” signals" />
            </strong>{' '}
            will be created, one per member and declared skill. Members: {memberCount}. Skills: <Sentence>{skillNames}</Sentence>.
          </Trans>
        ) : skills.length === 0 ? (
          <Trans>No signals will be created, because the project declares no skills.</Trans>
        ) : members === 0 ? (
          <Trans>No signals will be created, because the project has no members.</Trans>
        ) : (
          <Trans>No signals will be created, because the members already have them.</Trans>
        )}
      </li>
      <li>
        <Trans>
          <strong>
            <Plural value={assignmentsEnded} one="# assignment ends" other="# assignments end" />
          </strong>{' '}
          now. The tags of ended assignments no longer count: a skill that is Core Stack only because of them moves to the Validated
          Inventory.
        </Trans>
      </li>
      <li>
        <Trans>Members can no longer post updates. Existing updates and signals are kept.</Trans>
      </li>
      <li>
        <Trans>After that, its Tech Lead and admins can read all updates. Authors can read their own.</Trans>
      </li>
    </ul>
  );
}

function resultInWords({ name, completedNow, assignmentsEnded, signals }: CompletedProject): string {
  const projectName = isolate(name);
  if (!completedNow) return t`${projectName} was already completed. Nothing changed.`;
  return t`${projectName} completed. ${plural(signals, { one: '# signal', other: '# signals' })} created, ${plural(assignmentsEnded, { one: '# assignment', other: '# assignments' })} ended.`;
}
