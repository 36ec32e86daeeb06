import type { ProficiencyLevel, ProfileWithSkills, Skill } from '@skilltrace/contract';
import { useState } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useReportSkill } from '../api/report-skill.ts';
import { decidersBriefly, decidersInWords } from '../deciders-in-words.ts';
import { explainRefusal } from '../explain-refusal.ts';
import { whoDecides } from '../who-decides.ts';
import { LevelChoice } from './level-choice.tsx';
import { StandingOfSkill } from './standing-of-skill.tsx';

export interface ReportSkillDialogProps {
  profile: ProfileWithSkills;
  /** Chosen beforehand, where the address names one. */
  skill: Skill | null;
  onClose: () => void;
}

/** Reports a skill of one's own: which, at what level, who decides. It validates nothing by itself. */
export function ReportSkillDialog({ profile, skill: first, onClose }: ReportSkillDialogProps) {
  const [chosen, setSkill] = useState<Skill | null | undefined>(undefined);
  const skill = chosen === undefined ? first : chosen;
  const [level, setLevel] = useState<ProficiencyLevel | null>(null);
  const [isChecked, setChecked] = useState(false);
  const report = useReportSkill();
  const deciders = skill && whoDecides(profile.id, profile.currentAssignments, skill.name);

  const submit = () => {
    setChecked(true);
    if (!skill || !level || !deciders) return;
    report.mutate(
      { skillId: skill.id, suggestedProficiency: level },
      {
        onSuccess: () => {
          onClose();
          showStatus({ text: `${isolate(skill.name)} is reported as ${level} and waits for ${decidersBriefly(deciders)}.` });
        },
      },
    );
  };
  const refusal = report.error && skill && level ? explainRefusal(toApiProblem(report.error), skill, level, profile) : undefined;

  return (
    <FormDialog
      onClose={onClose}
      title="Report a skill"
      description="What you can do, whether or not it shows in your signals."
      action="Report"
      isBusy={report.isPending}
      onSubmit={submit}
    >
      <div className="grid gap-1.5">
        <Field label="Skill" error={isChecked && !skill ? 'Choose a skill of the taxonomy.' : undefined}>
          <SkillPicker
            value={skill}
            onChange={(next) => {
              setSkill(next);
              report.reset();
            }}
          />
        </Field>
        {skill && <StandingOfSkill skill={skill} profile={profile} />}
      </div>
      <LevelChoice
        value={level}
        onChange={(next) => {
          setLevel(next);
          report.reset();
        }}
        error={isChecked && !level ? 'Choose the level that fits best.' : undefined}
      />
      <div className="rounded bg-sunken px-3 py-2 text-ink-muted" aria-live="polite">
        <p className="text-sm font-medium text-ink">What happens next</p>
        <p>
          <Sentence>
            {skill && deciders ? decidersInWords(deciders, skill.name) : 'A Tech Lead of yours decides; choose a skill to see who.'}
          </Sentence>{' '}
          They may approve it, adjust the level or reject it. Until then it is listed under Pending and does not count.
        </p>
      </div>
      {refusal && (
        // On a phone it would stand below what is seen.
        <p role="alert" className="text-failed" ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
          <Sentence>{`${refusal.what} ${refusal.todo}`}</Sentence>
        </p>
      )}
    </FormDialog>
  );
}
