import type { CompletedProject, CompletionPreview } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { showStatus } from '#lib/status.ts';
import { plural } from '#lib/format/time.ts';
import { useCompleteProject, useCompletionPreview } from '../api/complete-project.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';

/** Completes the project, after the server has said what that would do. */
export function CompleteDialog({ project, onClose }: ProjectDialogProps) {
  const preview = useCompletionPreview(project.id);
  const complete = useCompleteProject(project.id);
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
      title={`Complete ${isolate(project.name)}?`}
      description="This cannot be undone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={preview.data === undefined} isBusy={complete.isPending} onClick={confirm}>
            Complete
          </Button>
        </>
      }
    >
      <QueryView query={preview} skeleton={<SkeletonRows rows={4} />}>
        {(data) => <Consequences preview={data} skills={project.skills.map(({ name }) => name)} />}
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
  return (
    <ul className="grid list-disc gap-1.5 pl-4">
      <li>
        {signals === 0 ? (
          <>
            No signals are emitted:{' '}
            {skills.length === 0 ? 'the project declares no skills.' : members === 0 ? 'nobody is on it.' : 'they stand already.'}
          </>
        ) : (
          <>
            <strong>{plural(signals, 'signal')}</strong> “completed” {signals === 1 ? 'is' : 'are'} emitted: for each of the{' '}
            {plural(members, 'member')}, one for <Sentence>{listInWords(skills)}</Sentence>.
          </>
        )}
      </li>
      <li>
        <strong>{plural(assignmentsEnded, 'assignment')}</strong> {assignmentsEnded === 1 ? 'ends' : 'end'} now, and with{' '}
        {assignmentsEnded === 1 ? 'it its tags' : 'them their tags'}: what only those made Core Stack goes to the Validated Inventory.
      </li>
      <li>Nobody can post updates any more. Those that stand stay, and so do all signals.</li>
      <li>Afterwards its updates can be read by its Tech Lead and admins, and by each author their own.</li>
    </ul>
  );
}

function resultInWords({ name, completedNow, assignmentsEnded, signals }: CompletedProject): string {
  if (!completedNow) return `${isolate(name)} was completed already; nothing changed.`;
  return `${isolate(name)} is completed: ${plural(signals, 'signal')} emitted, ${plural(assignmentsEnded, 'assignment')} ended.`;
}
