import { t } from '@lingui/core/macro';
import type { MentorshipSession } from '@skilltrace/contract';
import { useState } from 'react';
import { DateInput } from '#components/ui/date-input.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { isConflict, useChangeSession } from '../api/change-session.ts';
import { appointmentInWords, fromLocalInput, toLocalInput } from '../local-time.ts';
import { timeHint } from '../time-hint.ts';

/** Sets, changes or removes the time of a session, in the viewer's time zone. */
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
          showStatus({ text: scheduledAt === null ? t`Session time removed` : scheduledInWords(scheduledAt, now) });
        },
        onError: (error) => {
          if (isConflict(error)) onClose();
        },
      },
    );
  };
  const hint = timeHint(text, now);
  return (
    <FormDialog
      onClose={onClose}
      title={session.scheduledAt === null ? t`Set time` : t`Change time`}
      width="sm"
      action={t`Save`}
      isBusy={change.isPending}
      onSubmit={submit}
    >
      <Field label={t`Time`} hint={t`${hint} Leave empty if the time is not known yet.`} error={problem?.messageOf('scheduledAt')}>
        <DateInput hasTime value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      <FormProblem error={problem} fields={['scheduledAt']} />
    </FormDialog>
  );
}

function scheduledInWords(scheduledAt: string, now: Date): string {
  const time = appointmentInWords(scheduledAt, now);
  return t`Session scheduled for ${time}`;
}
