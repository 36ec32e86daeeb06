import type { ProfileItem, Project, SessionFocus } from '@skilltrace/contract';
import { useState } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { useRequestSession } from '../api/request-session.ts';
import { FOCUSES } from '../focus-words.ts';
import { fromLocalInput } from '../local-time.ts';
import { timeHint } from '../time-hint.ts';

/** Asks somebody for a session. Admins may ask for somebody else. */
export function RequestSessionDialog({ isAdmin, onClose }: { isAdmin: boolean; onClose: () => void }) {
  const now = useNow();
  const [intern, setIntern] = useState<ProfileItem | null>(null);
  const [mentor, setMentor] = useState<ProfileItem | null>(null);
  const [focus, setFocus] = useState<SessionFocus>('technical_guidance');
  const [project, setProject] = useState<Project | null>(null);
  const [time, setTime] = useState('');
  const [isChecked, setChecked] = useState(false);
  const ask = useRequestSession();
  const problem = ask.error ? toApiProblem(ask.error) : undefined;

  const submit = () => {
    setChecked(true);
    if (!mentor) return;
    ask.mutate(
      {
        mentorId: mentor.id,
        internId: intern?.id,
        sessionFocus: focus,
        projectId: project?.id,
        scheduledAt: fromLocalInput(time) ?? undefined,
      },
      {
        onSuccess: () => {
          onClose();
          showStatus({ text: `${isolate(mentor.name)} is asked, and answers under Mentorship.` });
        },
      },
    );
  };
  const mentorError = isChecked && !mentor ? 'Choose whom to ask.' : problem?.messageOf('mentorId');
  return (
    <FormDialog
      onClose={onClose}
      title="Ask for a session"
      description="Between two people. It leaves no trace in the skill charts."
      action="Ask"
      isBusy={ask.isPending}
      onSubmit={submit}
    >
      <Field label="Mentor" error={mentorError}>
        <PersonPicker value={mentor} onChange={setMentor} />
      </Field>
      {isAdmin && (
        <Field label="For whom" hint="Leave empty to request a session for yourself.">
          <PersonPicker value={intern} onChange={setIntern} />
        </Field>
      )}
      <Field label="What it is about">
        <Select value={focus} onChange={setFocus} options={FOCUSES} />
      </Field>
      <Field label="Project (optional)">
        <ProjectPicker value={project} onChange={setProject} />
      </Field>
      <Field label="Time (optional)" hint={timeHint(time, now)} error={problem?.messageOf('scheduledAt')}>
        <Input type="datetime-local" value={time} onChange={({ target }) => setTime(target.value)} />
      </Field>
      <FormProblem error={ask.error} fields={['mentorId', 'scheduledAt']} />
    </FormDialog>
  );
}
