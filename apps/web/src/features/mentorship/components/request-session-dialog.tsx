import { t } from '@lingui/core/macro';
import type { ProfileItem, Project, SessionFocus, Skill } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { apiQuery } from '#lib/api/queries.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { useRequestSession } from '../api/request-session.ts';
import { focusOptions } from '../focus-words.ts';
import { fromLocalInput } from '../local-time.ts';
import { timeHint } from '../time-hint.ts';
import { MentorsForSkill } from './mentors-for-skill.tsx';

export interface RequestSessionDialogProps {
  /** The id of the viewer. */
  me: number;
  isAdmin: boolean;
  /** The mentor and the skill from the address. */
  mentorId: number | undefined;
  skillId: number | undefined;
  onClose: () => void;
}

/** Requests a session with a mentor. A skill helps to find one. Admins can request a session for another person. */
export function RequestSessionDialog({ me, isAdmin, mentorId, skillId, onClose }: RequestSessionDialogProps) {
  const now = useNow();
  const [intern, setIntern] = useState<ProfileItem | null>(null);
  // Undefined until the person chooses; then the address no longer counts.
  const [chosenMentor, setMentor] = useState<ProfileItem | null>();
  const [chosenSkill, setSkill] = useState<Skill | null>();
  const askedMentor = useQuery({ ...apiQuery('/api/profiles', { query: { id: [mentorId ?? 0] } }), enabled: mentorId !== undefined });
  const askedSkill = useQuery({ ...skillQuery(skillId ?? 0), enabled: skillId !== undefined });
  const mentor = chosenMentor === undefined ? (askedMentor.data?.items[0] ?? null) : chosenMentor;
  const skill = chosenSkill === undefined ? (askedSkill.data ?? null) : chosenSkill;
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
          const mentorName = isolate(mentor.name);
          onClose();
          showStatus({ text: t`Request sent to ${mentorName}` });
        },
      },
    );
  };
  const mentorError = isChecked && !mentor ? t`Choose a mentor.` : problem?.messageOf('mentorId');
  return (
    <FormDialog
      onClose={onClose}
      title={t`Request session`}
      description={t`A session between two people. Sessions do not affect the skill charts.`}
      action={t`Send request`}
      isBusy={ask.isPending}
      onSubmit={submit}
    >
      <Field label={t`Skill (optional)`} hint={t`Helps you to find a mentor. It is not part of the request.`}>
        <SkillPicker value={skill} onChange={setSkill} />
      </Field>
      {skill && <MentorsForSkill skill={skill} exceptIds={[intern?.id ?? me]} chosenId={mentor?.id} onChoose={setMentor} />}
      <Field label={t`Mentor`} error={mentorError}>
        <PersonPicker value={mentor} onChange={setMentor} />
      </Field>
      {isAdmin && (
        <Field label={t`Intern`} hint={t`Leave empty to request a session for yourself.`}>
          <PersonPicker value={intern} onChange={setIntern} />
        </Field>
      )}
      <Field label={t`Topic`}>
        <Select value={focus} onChange={setFocus} options={focusOptions()} />
      </Field>
      <Field label={t`Project (optional)`}>
        <ProjectPicker value={project} onChange={setProject} />
      </Field>
      <Field label={t`Time (optional)`} hint={timeHint(time, now)} error={problem?.messageOf('scheduledAt')}>
        <DateInput hasTime value={time} onChange={({ target }) => setTime(target.value)} />
      </Field>
      <FormProblem error={ask.error} fields={['mentorId', 'scheduledAt']} />
    </FormDialog>
  );
}
