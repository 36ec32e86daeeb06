import type { MentorshipSession } from '@skilltrace/contract';
import { useState, type SubmitEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { isConflict, useChangeSession } from '../api/change-session.ts';
import { appointmentInWords, fromLocalInput, toLocalInput } from '../local-time.ts';
import { timeHint } from '../time-hint.ts';

/** Sets, changes or takes back the time of a session, on the viewer's clock. */
export function ScheduleDialog({ session, onClose }: { session: MentorshipSession; onClose: () => void }) {
  const now = useNow();
  const [text, setText] = useState(session.scheduledAt === null ? '' : toLocalInput(session.scheduledAt));
  const change = useChangeSession();
  const problem = change.error && !isConflict(change.error) ? toApiProblem(change.error) : undefined;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    const scheduledAt = fromLocalInput(text);
    change.mutate(
      { id: session.id, scheduledAt },
      {
        onSuccess: () => {
          onClose();
          showStatus({
            text: scheduledAt === null ? 'The session has no time now.' : `The session is set for ${appointmentInWords(scheduledAt, now)}.`,
          });
        },
        onError: (error) => {
          if (isConflict(error)) onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={session.scheduledAt === null ? 'Set the time' : 'Change the time'}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" form="schedule-session" isBusy={change.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="schedule-session" noValidate onSubmit={submit} className="grid gap-3">
        <Field label="Time" hint={`${timeHint(text, now)} Empty it for no time yet.`} error={problem?.messageOf('scheduledAt')}>
          <Input type="datetime-local" value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        {problem && problem.messageOf('scheduledAt') === undefined && (
          <p role="alert" className="text-failed">
            {problem.detail}
          </p>
        )}
      </form>
    </Dialog>
  );
}
