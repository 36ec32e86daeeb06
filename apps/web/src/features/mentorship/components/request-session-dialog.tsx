import type { ProfileItem, Project, SessionFocus } from '@skilltrace/contract';
import { useState, type SubmitEvent } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
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

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!mentor || ask.isPending) return;
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
  const isTold = ['mentorId', 'scheduledAt'].some((path) => problem?.messageOf(path) !== undefined);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Ask for a session"
      description="Between two people. It leaves no trace in the skill charts."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="request-session" isBusy={ask.isPending}>
            Ask
          </Button>
        </>
      }
    >
      <form id="request-session" noValidate onSubmit={submit} className="grid gap-4">
        <Field label="Mentor" error={mentorError}>
          <PersonPicker value={mentor} onChange={setMentor} />
        </Field>
        {isAdmin && (
          <Field label="For whom" hint="Yourself, unless you name somebody.">
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
        {problem && !isTold && (
          <p role="alert" className="text-failed">
            {problem.detail} What you wrote is kept.
          </p>
        )}
      </form>
    </Dialog>
  );
}
