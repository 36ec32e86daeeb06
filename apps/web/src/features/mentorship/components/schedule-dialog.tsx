import type { MentorshipSession } from '@skilltrace/contract';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
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

  const submit = () => {
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
    <FormDialog
      onClose={onClose}
      title={session.scheduledAt === null ? 'Set the time' : 'Change the time'}
      width="sm"
      action="Save"
      isBusy={change.isPending}
      onSubmit={submit}
    >
      <Field label="Time" hint={`${timeHint(text, now)} Empty it for no time yet.`} error={problem?.messageOf('scheduledAt')}>
        <Input type="datetime-local" value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      <FormProblem error={problem} fields={['scheduledAt']} />
    </FormDialog>
  );
}
